"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { MailServer } from "@/db/schema";

export type ServerDraft = Omit<MailServer, "port"> & { port: string; password: string };
/** The usual ports (RFC 8314). */
export const usualPorts = { imap: { tls: "993", starttls: "143", none: "143" }, smtp: { tls: "465", starttls: "587", none: "25" } } as const;

type Props = {
	side: "imap" | "smtp";
	value: ServerDraft;
	/** A password is kept: leaving the field empty keeps it. */
	kept: boolean;
	errors: Record<string, string[]>;
	onChange: (change: Partial<ServerDraft>) => void;
};

/** How to reach one of a mailbox's two servers. */
export function ServerFields({ side, value, kept, errors, onChange }: Props) {
	const t = useTranslations("inboxes.form");
	const error = (name: string) => errors[`mailbox.${side}.${name}`];
	const hint = kept ? t("kept") : side === "smtp" ? t("samePassword") : undefined;
	return (
		<fieldset className="grid gap-3 rounded-lg border p-4">
			<legend className="px-1 font-medium text-sm">{t(side)}</legend>
			<div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem_6rem]">
				<Field label={t("host")} error={error("host")}>
					{(control) => (
						<Input
							{...control}
							value={value.host}
							autoCapitalize="none"
							spellCheck={false}
							placeholder={`${side}.example.com`}
							onChange={(event) => onChange({ host: event.target.value })}
						/>
					)}
				</Field>
				<Field label={t("security")}>
					{(control) => (
						<Select
							{...control}
							value={value.security}
							onChange={(event) => {
								const security = event.target.value as MailServer["security"];
								// A port that was chosen by hand stays.
								const usual = value.port === "" || value.port === usualPorts[side][value.security];
								onChange({ security, ...(usual && { port: usualPorts[side][security] }) });
							}}
						>
							{(["tls", "starttls", "none"] as const).map((security) => (
								<option key={security} value={security}>
									{t(`securities.${security}`)}
								</option>
							))}
						</Select>
					)}
				</Field>
				<Field label={t("port")} error={error("port")}>
					{(control) => <Input {...control} inputMode="numeric" value={value.port} onChange={(event) => onChange({ port: event.target.value })} />}
				</Field>
			</div>
			{value.security === "none" && <p className="text-danger-text text-xs">{t("plain")}</p>}
			<div className="grid gap-3 sm:grid-cols-2">
				<Field label={t("user")} error={error("user")}>
					{(control) => (
						<Input
							{...control}
							value={value.user}
							autoComplete="off"
							autoCapitalize="none"
							spellCheck={false}
							onChange={(event) => onChange({ user: event.target.value })}
						/>
					)}
				</Field>
				<Field label={t("password")} error={error("password")} hint={hint}>
					{(control) => (
						<Input
							{...control}
							type="password"
							autoComplete="new-password"
							value={value.password}
							onChange={(event) => onChange({ password: event.target.value })}
						/>
					)}
				</Field>
			</div>
		</fieldset>
	);
}
