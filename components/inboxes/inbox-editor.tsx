import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Texts } from "@/components/shell/texts";
import { BackLink } from "@/components/ui/back-link";
import { Skeleton } from "@/components/ui/skeleton";
import { connections, type EditableInbox } from "@/lib/inboxes/state";
import { listUsers } from "@/lib/users/queries";
import { DomainRecords } from "./domain-records";
import { Guide } from "./guide";
import { InboxForm } from "./inbox-form";
import type { InboxKind } from "./kinds";

/** The page of one inbox: what to do at its provider, and what we have to know of it. */
export async function InboxEditor({ kind, inbox }: { kind: InboxKind; inbox: EditableInbox | null }) {
	const [users, t] = await Promise.all([listUsers(), getTranslations("inboxes")]);
	const facts = connections();
	const offered = users.filter((user) => user.active || user.id === inbox?.userId).map(({ id, name }) => ({ id, name }));
	return (
		<Texts of={["inboxes"]}>
			<div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
				<header>
					<BackLink href="/settings/inboxes">{t("back")}</BackLink>
					<h1 className="font-semibold text-xl [overflow-wrap:anywhere]">{inbox?.address ?? t(`kinds.${kind}`)}</h1>
					<p className="text-muted">{t(`kinds.${kind}Text`)}</p>
				</header>
				<Guide kind={kind} facts={facts} />
				{kind === "resend" && inbox && facts.connected.resend && (
					<Suspense fallback={<Skeleton className="h-40 rounded-xl" />}>
						<DomainRecords address={inbox.address} />
					</Suspense>
				)}
				<InboxForm kind={kind} inbox={inbox} users={offered} />
			</div>
		</Texts>
	);
}
