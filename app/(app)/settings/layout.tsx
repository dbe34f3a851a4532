import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { requireUser } from "@/lib/auth/session";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
	const user = await requireUser();
	return (
		<div className="flex h-full min-h-0 max-lg:flex-col">
			<SettingsNav role={user.role} />
			<div className="min-h-0 min-w-0 flex-1 overflow-auto">{children}</div>
		</div>
	);
}
