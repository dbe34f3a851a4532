import type { Role } from "@/db/schema";

/** The pages of the settings, in the order in which they are listed. A new page is one line here and one text in each language. */
export const settingsSections = [
	{ name: "inboxes", href: "/settings/inboxes", role: "admin" },
	{ name: "translation", href: "/settings/translation", role: "admin" },
	{ name: "users", href: "/settings/users", role: "admin" },
	{ name: "hours", href: "/settings/hours", role: "admin" },
	{ name: "automations", href: "/automations", role: "admin" },
	{ name: "forms", href: "/settings/forms", role: "admin" },
	{ name: "blocked", href: "/settings/blocked", role: "admin" },
	{ name: "webhooks", href: "/settings/webhooks", role: "admin" },
	{ name: "audit", href: "/settings/audit", role: "admin" },
	{ name: "profile", href: "/settings/profile", role: "operator" },
] as const satisfies readonly {
	name: string;
	href: string;
	/** Who may open it (an admin may all); the page itself checks again. */
	role: Role;
}[];
