"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { addAddress } from "@/lib/customers/actions";
import type { Owner } from "@/lib/customers/identities";
import type { CustomerIdentity } from "@/lib/customers/record";
import { PhoneInput } from "./phone-input";
import { useSave } from "./use-save";

type Props = { customerId: number; kind: "email" | "phone"; replaces?: CustomerIdentity; onDone: () => void };

/** An address to add or to correct. One that is another customer's is told, with the way there. */
export function AddressForm({ customerId, kind, replaces, onDone }: Props) {
	const t = useTranslations("customers.record");
	const tc = useTranslations("common");
	const id = useId();
	const { save, pending, error } = useSave();
	const [value, setValue] = useState(replaces?.value ?? "");
	const [owner, setOwner] = useState<Owner>(null);
	// What somebody else has is not to be saved here: the way there is free.
	const question = useUnsaved(value.trim() !== (replaces?.value ?? "") && !pending && !owner);
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => form.current?.querySelector<HTMLElement>("input")?.focus(), []);

	async function submit(event: FormEvent) {
		event.preventDefault();
		setOwner(null);
		const done = await save(() => addAddress({ customerId, address: { kind, value }, replaces: replaces?.value ?? null }));
		if (done?.data) setOwner(done.data);
		else if (done) onDone();
	}
	const wrong = Boolean(error || owner);
	const control = { id, "aria-invalid": wrong || undefined, "aria-describedby": wrong ? `${id}-error` : undefined } as const;
	return (
		<>
			{question}
			<form
				ref={form}
				noValidate
				onSubmit={(event) => void submit(event)}
				onKeyDown={(event) => {
					if (event.key !== "Escape") return;
					event.stopPropagation();
					onDone();
				}}
				className="grid gap-1.5 py-1.5"
			>
				<label htmlFor={id} className="text-muted text-xs">
					{t(kind)}
				</label>
				{kind === "email" ? (
					<Input
						{...control}
						type="email"
						inputMode="email"
						autoComplete="off"
						maxLength={254}
						value={value}
						onChange={(event) => setValue(event.target.value)}
					/>
				) : (
					<PhoneInput control={control} value={value} onChange={setValue} />
				)}
				{wrong && (
					<p id={`${id}-error`} role="alert" className="text-danger-text text-xs">
						{error}
						{owner && (
							<>
								{t("taken", { address: owner.value })}{" "}
								<Link href={`/customers/${owner.id}`} className="font-medium underline">
									{owner.name}
								</Link>
							</>
						)}
					</p>
				)}
				<div className="flex gap-2">
					<Button type="submit" variant="solid" size="sm" loading={pending}>
						{tc("save")}
					</Button>
					<Button variant="ghost" size="sm" onClick={onDone}>
						{tc("cancel")}
					</Button>
				</div>
			</form>
		</>
	);
}
