import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Texts } from "@/components/shell/texts";
import { InvitationList } from "@/components/users/invitation-list";
import { InviteButton } from "@/components/users/invite-button";
import { UserList } from "@/components/users/user-list";
import { requireAdmin } from "@/lib/auth/session";
import { listInvitations } from "@/lib/users/invitations";
import { listTeam } from "@/lib/users/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("team"))("title") };
}

export default async function UsersPage() {
	const user = await requireAdmin();
	const [team, invitations, t] = await Promise.all([listTeam(), listInvitations(), getTranslations("team")]);
	return (
		<Texts of={["team", "delivery"]}>
			<div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
				<header className="flex flex-wrap items-start gap-3">
					<div className="min-w-0 flex-1 basis-64">
						<h1 className="font-semibold text-xl">{t("title")}</h1>
						<p className="max-w-prose text-muted">{t("text")}</p>
					</div>
					<InviteButton language={user.language} />
				</header>
				<UserList team={team} meId={user.id} />
				<InvitationList invitations={invitations} />
			</div>
		</Texts>
	);
}
