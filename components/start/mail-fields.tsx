"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { AddressChips } from "@/components/composer/address-chips";
import type { TypedAddress } from "@/components/composer/addresses";
import type { Draft } from "@/components/composer/drafts";
import { NotSynced } from "@/components/composer/reply-to";
import { Field } from "@/components/ui/field";
import { controlClasses, Input } from "@/components/ui/input";
import type { ReplyInbox } from "@/lib/inboxes/queries";
import { cn } from "@/lib/utils";
import { Segmented } from "./segmented";

type Props = {
	draft: Draft;
	subjectError?: string;
	/** Null: the operator has none, and there is nothing to choose. */
	personal: ReplyInbox | null;
	main: ReplyInbox | null;
	onChange: (part: Partial<Draft>) => void;
};

/** What only mail has: a subject, who gets a copy, and where the answer goes. */
export function MailFields({ draft, subjectError, personal, main, onChange }: Props) {
	const t = useTranslations("start");
	const common = useTranslations("common");
	const [hidden, setHidden] = useState(false);
	const withBcc = hidden || draft.bcc.length > 0;
	const answers = draft.replyTo === "personal" && personal ? personal : main;
	const except = draft.recipient?.email ? [draft.recipient.email] : [];
	return (
		<>
			<Field label={t("subject")} error={subjectError}>
				{(control) => (
					<Input
						{...control}
						name="subject"
						value={draft.subject}
						maxLength={998}
						autoComplete="off"
						onChange={(event) => onChange({ subject: event.target.value })}
					/>
				)}
			</Field>
			<Copies
				label={t("cc")}
				optional={common("optional")}
				value={draft.cc}
				except={except}
				onChange={(cc) => onChange({ cc })}
				action={
					!withBcc && (
						<button type="button" onClick={() => setHidden(true)} className="rounded-sm text-muted text-sm hover:text-text hover:underline">
							{t("addBcc")}
						</button>
					)
				}
			/>
			{withBcc && (
				<Copies label={t("bcc")} optional={t("bccHint")} value={draft.bcc} except={except} autoFocus={hidden} onChange={(bcc) => onChange({ bcc })} />
			)}
			{personal && (
				<div>
					<Segmented
						legend={t("replyTo")}
						options={[
							{ value: "main", label: main?.name ?? t("mainInbox") },
							{ value: "personal", label: t("personalInbox") },
						]}
						value={draft.replyTo}
						onChange={(replyTo) => onChange({ replyTo })}
					/>
					{answers?.synced && <p className="mt-1.5 text-muted text-xs">{t("replyToHint", { address: answers.address })}</p>}
				</div>
			)}
			{main && (
				<div className="overflow-hidden rounded-md empty:hidden">
					<NotSynced inboxes={{ main, personal }} replyTo={draft.replyTo} />
				</div>
			)}
		</>
	);
}

type CopiesProps = {
	label: string;
	optional: string;
	value: TypedAddress[];
	except: string[];
	autoFocus?: boolean;
	onChange: (value: TypedAddress[]) => void;
	action?: ReactNode;
};

function Copies({ label, optional, value, except, autoFocus, onChange, action }: CopiesProps) {
	const wrong = value.some(({ address }) => address === null);
	return (
		<div>
			<div className="mb-1.5 flex justify-between gap-2">
				<span aria-hidden className="font-medium text-sm">
					{label} <span className="font-normal text-faint">{optional}</span>
				</span>
				{action}
			</div>
			<div
				className={cn(
					controlClasses,
					"min-h-9 px-2.5 py-1.5 text-sm focus-within:border-accent focus-within:ring-3 focus-within:ring-accent-fill-strong",
					wrong && "border-danger-line",
				)}
			>
				<AddressChips label={label} value={value} except={except} autoFocus={autoFocus} onChange={onChange} />
			</div>
		</div>
	);
}
