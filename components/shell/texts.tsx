import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Language } from "@/db/schema";
import type { Messages, Namespace } from "@/lib/i18n/namespaces";

type Props = { of: Namespace[]; language?: Language /** Where it is not the page's. */; children: ReactNode };

/** Gives the client components inside the texts of these namespaces, which the rest of the application does not carry along. */
export async function Texts({ of, language, children }: Props) {
	const all = await getMessages({ locale: language });
	const inside: Namespace[] = ["common", "auth", ...of];
	const messages = Object.fromEntries(inside.map((name) => [name, all[name]])) as Partial<Messages>;
	return (
		<NextIntlClientProvider locale={language} messages={messages}>
			{children}
		</NextIntlClientProvider>
	);
}
