"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Field } from "@/components/ui/field";
import { controlClasses, Input } from "@/components/ui/input";
import type { Recipient } from "@/lib/customers/create";
import { cn } from "@/lib/utils";
import { matchParts } from "./match-parts";
import { useRecipients } from "./use-recipients";

type Props = {
	label?: string;
	value: Recipient | null;
	input: Ref<HTMLInputElement>;
	error?: string;
	onPick: (recipient: Recipient) => void;
	onClear: () => void;
	/** Without it, only those that there are. */
	onCreate?: (typed: string) => void;
};

/** To whom: one of the customers, found while typing; whoever is not among them yet can be added. */
export function RecipientField({ label, value, input, error, onPick, onClear, onCreate }: Props) {
	const t = useTranslations("start");
	if (value) return <Chosen label={label ?? t("recipient")} recipient={value} onClear={onClear} />;
	return (
		<Field label={label ?? t("recipient")} error={error}>
			{(control) => <Search control={control} input={input} onPick={onPick} onCreate={onCreate} />}
		</Field>
	);
}

function Chosen({ label, recipient, onClear }: { label: string; recipient: Recipient; onClear: () => void }) {
	const t = useTranslations("start");
	const { id, name, avatar } = recipient;
	return (
		<div>
			<span className="mb-1.5 block font-medium text-sm">{label}</span>
			<div className={cn(controlClasses, "flex min-h-9 items-center px-1.5 py-1")}>
				<span className="flex min-w-0 items-center gap-1.5 rounded-md bg-fill py-0.5 pl-1">
					<Avatar id={id} name={name} src={avatar} size={20} />
					<span className="truncate">{name}</span>
					<span className="truncate text-muted text-sm max-sm:hidden">{addresses(recipient).join(" · ")}</span>
					<button
						type="button"
						onClick={onClear}
						aria-label={t("removeRecipient", { name })}
						className="grid size-6 shrink-0 place-items-center rounded-md hover:bg-fill-active"
					>
						<X aria-hidden className="size-3.5 stroke-2" />
					</button>
				</span>
			</div>
		</div>
	);
}

type SearchProps = { control: { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined } } & Pick<
	Props,
	"input" | "onPick" | "onCreate"
>;

function Search({ control, input, onPick, onCreate }: SearchProps) {
	const t = useTranslations("start");
	const listId = useId();
	const [typed, setTyped] = useState("");
	const [open, setOpen] = useState(false);
	const [at, setAt] = useState(0);
	const { text, found, settled, failed } = useRecipients(typed);
	const shown = open && typed.trim() !== "" && (settled || text !== "") && (onCreate !== undefined || found.length > 0);
	// The last one adds whoever was not found.
	const count = found.length + (onCreate ? 1 : 0);
	const current = Math.min(at, count - 1);
	const choose = (index: number) => {
		const recipient = found[index];
		if (recipient) onPick(recipient);
		else onCreate?.(typed.trim());
	};

	// What is marked belongs to other letters until the answer has come: Enter means the first one of that.
	const entered = useRef(false);
	const chooseFirst = useEffectEvent(() => {
		if (entered.current && shown && !failed) choose(0);
		entered.current = false;
	});
	useEffect(() => {
		if (settled) chooseFirst();
	}, [settled]);

	function press(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return;
		entered.current = event.key === "Enter" && !settled && current <= 0;
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (step && !shown) setOpen(true);
		else if (step) setAt((current + step + count) % Math.max(1, count));
		else if (event.key === "Enter" && shown && settled) choose(current);
		else if (event.key === "Escape" && shown) setOpen(false);
		else return;
		event.preventDefault();
	}

	return (
		<div className="relative">
			<Input
				{...control}
				ref={input}
				role="combobox"
				aria-expanded={shown}
				aria-controls={`${listId}-list`}
				aria-activedescendant={shown ? `${listId}-${current}` : undefined}
				aria-autocomplete="list"
				placeholder={t("recipientPlaceholder")}
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				maxLength={200}
				value={typed}
				onChange={(event) => {
					setTyped(event.target.value);
					setAt(0);
					setOpen(true);
				}}
				onFocus={() => setOpen(true)}
				onBlur={() => setOpen(false)}
				onKeyDown={press}
			/>
			<div
				role="listbox"
				id={`${listId}-list`}
				aria-label={t("recipients")}
				hidden={!shown}
				className="absolute inset-x-0 top-full z-10 mt-1 max-h-72 overflow-y-auto rounded-xl border border-line-strong bg-card p-1.5 shadow-float"
			>
				{found.map((recipient, index) => (
					<Option key={recipient.id} id={`${listId}-${index}`} on={index === current} onPoint={() => setAt(index)} onPick={() => choose(index)}>
						<Avatar id={recipient.id} name={recipient.name} src={recipient.avatar} size={24} />
						<span className="min-w-0 flex-1">
							<span className="block truncate">
								{matchParts(recipient.name, text).map(({ text: part, hit }, i) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which have no other name
									<span key={i} className={cn(hit && "font-semibold")}>
										{part}
									</span>
								))}
							</span>
							<span className="block truncate text-muted text-xs">{[recipient.email ?? t("noEmail"), recipient.phone ?? t("noPhone")].join(" · ")}</span>
						</span>
					</Option>
				))}
				{onCreate && (
					<Option id={`${listId}-${found.length}`} on={current === found.length} onPoint={() => setAt(found.length)} onPick={() => choose(found.length)} last>
						<Plus aria-hidden className="m-1 size-4 shrink-0 stroke-[1.75] text-mark" />
						<span className="min-w-0 flex-1 truncate">{t("createNamed", { name: typed.trim() })}</span>
					</Option>
				)}
			</div>
			<p role="status" className="sr-only">
				{shown && settled && t("found", { count: found.length })}
			</p>
			{failed && (
				<p role="alert" className="mt-1.5 text-danger-text text-xs">
					{t("searchFailed")}
				</p>
			)}
		</div>
	);
}

type OptionProps = { id: string; on: boolean; last?: boolean; onPoint: () => void; onPick: () => void; children: ReactNode };

function Option({ id, on, last = false, onPoint, onPick, children }: OptionProps) {
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which points here (aria-activedescendant)
		<div
			id={id}
			role="option"
			tabIndex={-1}
			aria-selected={on}
			onClick={onPick}
			onPointerMove={onPoint}
			// The field keeps its focus.
			onPointerDown={(event) => event.preventDefault()}
			className={cn(
				"flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1",
				last &&
					"min-h-9 not-first:mt-1.5 not-first:before:absolute not-first:relative not-first:before:inset-x-0 not-first:before:-top-1 not-first:before:border-line-soft not-first:before:border-t",
				on && "bg-fill",
			)}
		>
			{children}
		</div>
	);
}

const addresses = ({ email, phone, name }: Recipient) => [email, phone].filter((address) => address && address !== name);
