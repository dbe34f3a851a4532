import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Logo } from "@/components/shell/logo";
import { demoUsers } from "@/lib/auth/demo";
import { currentUser } from "@/lib/auth/session";
import { pathInside } from "@/lib/auth/sign-in-path";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("auth"))("title") };
}

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
	const { next } = await searchParams;
	const path = pathInside([next].flat()[0]);
	if (await currentUser()) redirect(path ?? "/inbox");
	const t = await getTranslations("auth");
	return (
		<main className="grid min-h-dvh content-center justify-items-center px-4 py-8">
			<div className="w-full max-w-[360px]">
				<Logo className="mb-5 size-10 rounded-[11px]" />
				<h1 className="font-semibold text-xl tracking-tight">{t("title")}</h1>
				<p className="mt-1 mb-6 text-muted">{t("subtitle")}</p>
				<SignInForm next={path} demo={await demoUsers()} />
			</div>
		</main>
	);
}
