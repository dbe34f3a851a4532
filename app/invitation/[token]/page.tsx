import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AcceptForm } from "@/components/auth/accept-form";
import { Logo } from "@/components/shell/logo";
import { Texts } from "@/components/shell/texts";
import { Button } from "@/components/ui/button";
import { invitationOf } from "@/lib/users/invitations";

export async function generateMetadata(): Promise<Metadata> {
	// The address is a secret: it is told to nobody that the page links to.
	return { title: (await getTranslations("team.accept"))("title"), referrer: "no-referrer" };
}

type Props = { params: Promise<{ token: string }> };

/** Where the link of an invitation leads: in the language that it was made for. */
export default async function InvitationPage({ params }: Props) {
	const { token } = await params;
	const invitation = await invitationOf(token);
	const t = await getTranslations({ namespace: "team.accept", locale: invitation?.language ?? (await getLocale()) });
	return (
		<main className="grid min-h-dvh content-center justify-items-center px-4 py-8" lang={invitation?.language}>
			<div className="w-full max-w-[360px]">
				<Logo className="mb-5 size-10 rounded-[11px]" />
				<h1 className="font-semibold text-xl tracking-tight">{t(invitation ? "title" : "overTitle")}</h1>
				<p className="mt-1 mb-6 text-muted">{t(invitation ? "text" : "overText")}</p>
				{invitation ? (
					<Texts of={["team"]} language={invitation.language}>
						<AcceptForm token={token} email={invitation.email} />
					</Texts>
				) : (
					<Button asChild variant="solid" size="lg" className="w-full">
						<Link href="/sign-in">{t("signIn")}</Link>
					</Button>
				)}
			</div>
		</main>
	);
}
