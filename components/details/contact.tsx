"use client";

import { AtSign, Check, Copy, MessageCircle, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { Tag } from "@/components/ui/tag";
import type { ConversationDetails } from "@/lib/conversations/details";
import { EditToggle } from "./edit-toggle";
import { Line, Section } from "./section";

type Identity = ConversationDetails["customer"]["identities"][number];

const icons = { email: AtSign, phone: Smartphone, chat: MessageCircle };

const Addresses = onDemand(() => import("@/components/customers/addresses").then((module) => module.Addresses));

/** How the customer is reached; a press lets one correct it in place. */
export function Contact({ customer: { id, identities } }: { customer: ConversationDetails["customer"] }) {
	const t = useTranslations("details");
	const [editing, setEditing] = useState(false);
	return (
		<Section title={t("contact")} action={<EditToggle label={t("editContact")} on={editing} onToggle={() => setEditing(!editing)} />}>
			{editing ? (
				<div className="text-sm">
					<Addresses customerId={id} identities={identities} onGone={() => setEditing(false)} />
				</div>
			) : (
				<>
					{identities.length === 0 && <p className="text-muted text-sm">{t("noContact")}</p>}
					<dl>
						{identities.map((identity) => (
							<Identity key={`${identity.kind} ${identity.value}`} identity={identity} />
						))}
					</dl>
				</>
			)}
		</Section>
	);
}

function Identity({ identity: { kind, value, shown, undeliverable } }: { identity: Identity }) {
	const t = useTranslations("details");
	const tc = useTranslations("common.channels");
	const Icon = icons[kind];
	const link = "min-w-0 truncate rounded-sm hover:underline";
	return (
		<Line icon={<Icon aria-hidden />} name={kind === "chat" ? tc("chat") : t(kind)}>
			<span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
				{kind === "email" && (
					<a href={`mailto:${value}`} title={t("writeTo", { address: value })} className={link}>
						{value}
					</a>
				)}
				{kind === "phone" && (
					<a href={`tel:${value}`} title={t("call", { number: shown })} className={link}>
						{shown}
					</a>
				)}
				{kind === "chat" && <span className="truncate">{value}</span>}
				{undeliverable && <Tag tone="danger">{t("undeliverable")}</Tag>}
			</span>
			<CopyButton value={value} />
		</Line>
	);
}

/** Shown on hover, on focus, and always where nothing hovers. */
function CopyButton({ value }: { value: string }) {
	const t = useTranslations("details");
	const [copied, setCopied] = useState(false);
	useEffect(() => {
		if (!copied) return;
		const timer = setTimeout(() => setCopied(false), 2000);
		return () => clearTimeout(timer);
	}, [copied]);
	return (
		<>
			<IconButton
				label={t("copyValue", { value })}
				onClick={() => void navigator.clipboard?.writeText(value).then(() => setCopied(true))}
				className="ml-auto size-[26px] opacity-0 focus-visible:opacity-100 group-hover/line:opacity-100 pointer-coarse:opacity-100"
			>
				{copied ? <Check aria-hidden /> : <Copy aria-hidden />}
			</IconButton>
			<span aria-live="polite" className="sr-only">
				{copied && t("copied")}
			</span>
		</>
	);
}
