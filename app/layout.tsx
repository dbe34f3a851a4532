import "./globals.css";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTimeZone, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ThemeSync, themeScript } from "@/components/ui/theme-sync";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import { nonceHeader } from "@/lib/content-security-policy";
import { clientMessages } from "@/lib/i18n/translator";
import { asTheme, themeCookie } from "@/lib/theme";
import { cn } from "@/lib/utils";

export async function generateMetadata(): Promise<Metadata> {
	const t = await getTranslations("common");
	return { title: { default: t("app"), template: `%s · ${t("app")}` }, robots: { index: false }, formatDetection: { telephone: false } };
}

export const viewport: Viewport = {
	themeColor: [
		{ media: "(prefers-color-scheme: light)", color: "#f9f9fb" },
		{ media: "(prefers-color-scheme: dark)", color: "#111113" },
	],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
	const [locale, messages, timeZone, jar, asked] = await Promise.all([getLocale(), getMessages(), getTimeZone(), cookies(), headers()]);
	const theme = asTheme(jar.get(themeCookie)?.value);
	return (
		<html lang={locale} className={cn(GeistSans.variable, theme === "dark" && "dark")} data-theme={theme} suppressHydrationWarning>
			<head>
				{/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which has to run before the first paint. */}
				<script nonce={asked.get(nonceHeader) ?? undefined} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
			</head>
			<body>
				<ThemeSync theme={theme} />
				<NextIntlClientProvider locale={locale} messages={clientMessages(messages)} timeZone={timeZone}>
					<TooltipProvider>
						{children}
						<Toaster />
					</TooltipProvider>
				</NextIntlClientProvider>
			</body>
		</html>
	);
}
