"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { AnswerKind, MailAddress } from "@/db/schema";
import type { Recipients as To } from "@/lib/messages/recipients";
import { AddressChips } from "./address-chips";
import { addAddresses, parseAddress } from "./addresses";
import { AnswerKindMenu } from "./answer-kind";
import type { Draft } from "./drafts";
import { Undeliverable } from "./undeliverable";

type Props = { recipients: To; draft: Draft; onChange: (part: Partial<Draft>) => void; onKind: (kind: AnswerKind) => void; onWrite: () => void };

/** Whom the answer goes to, in full, as the server has worked it out; and whom one copies in, openly or not. `onWrite`: where to go on from a button that is gone. */
export function Recipients({ recipients, draft, onChange, onKind, onWrite }: Props) {
	const t = useTranslations("composer");
	const [open, setOpen] = useState<("cc" | "bcc")[]>([]);
	const { kind, to, cc, bcc } = draft;
	const shows = (field: "cc" | "bcc") => open.includes(field) || draft[field].length > 0;
	const fixed = kind === "forward" ? [] : recipients.to.map(({ address }) => address);
	const except = [...fixed, ...[...to, ...cc, ...bcc].flatMap((entry) => entry.address ?? [])];
	const missing = recipients.others.filter(({ address }) => !cc.some((entry) => entry.address === address.toLowerCase()));
	const shown = [...fixed, ...except].map((address) => address.toLowerCase());
	return (
		<>
			<Undeliverable addresses={recipients.undeliverable.filter((address) => shown.includes(address))} />
			<Row label={t("to")} before={<AnswerKindMenu value={kind} onChange={onKind} />}>
				{kind === "forward" ? (
					<AddressChips label={t("to")} value={to} except={except} onChange={(next) => onChange({ to: next })} />
				) : (
					<People people={recipients.to} />
				)}
				{kind !== "forward" && missing.length > 0 && (
					<Small
						label={t("replyAllLabel", { count: missing.length })}
						onClick={() => {
							onKind("replyAll");
							onWrite();
						}}
					>
						{t("replyAll", { count: missing.length })}
					</Small>
				)}
				{!shows("cc") && (
					<Small label={t("addCc")} onClick={() => setOpen([...open, "cc"])}>
						{t("cc")}
					</Small>
				)}
				{!shows("bcc") && (
					<Small label={t("addBcc")} onClick={() => setOpen([...open, "bcc"])}>
						{t("bcc")}
					</Small>
				)}
			</Row>
			{(["cc", "bcc"] as const).filter(shows).map((field) => (
				<Row key={field} label={t(field)}>
					<AddressChips
						label={t(field)}
						value={draft[field]}
						except={except}
						autoFocus={open.includes(field)}
						onChange={(next) => onChange({ [field]: next })}
					/>
				</Row>
			))}
		</>
	);
}

/** The chips of answering everybody, with those that are already there; or without them again. */
export function withOthers(cc: Draft["cc"], others: MailAddress[], wanted: boolean): Draft["cc"] {
	const theirs = others.map(({ address }) => parseAddress(address));
	if (wanted) return addAddresses(cc, theirs);
	return cc.filter((entry) => !theirs.some((other) => other.address === entry.address));
}

function People({ people }: { people: MailAddress[] }) {
	return (
		<ul className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
			{people.map(({ name, address }) => (
				<li key={address} className="max-w-full truncate rounded-[5px] bg-fill px-1.5 leading-6" title={address}>
					{name && name !== address ? (
						<>
							{name} <span className="text-muted">{address}</span>
						</>
					) : (
						address
					)}
				</li>
			))}
		</ul>
	);
}

function Small({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
	return (
		<button type="button" onClick={onClick} aria-label={label} className="h-6 shrink-0 rounded-[5px] px-1.5 text-muted hover:bg-fill hover:text-text">
			{children}
		</button>
	);
}

function Row({ label, before, children }: { label: string; before?: ReactNode; children: ReactNode }) {
	return (
		<div className="flex items-start gap-2 border-line-soft border-b px-3.5 py-1.5 text-sm">
			{before}
			<span aria-hidden className="w-9 shrink-0 text-faint leading-6">
				{label}
			</span>
			{children}
		</div>
	);
}
