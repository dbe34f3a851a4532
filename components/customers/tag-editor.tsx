"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useOptimistic, useState, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import { tag } from "@/lib/customers/actions";
import { getJson } from "./customer-api";
import { useCustomerReload } from "./customer-reload";

type Props = { customerId: number; tags: string[] /** Those that others have; asked for where the page does not know them. */; known?: string[] };

/** Tags, given and taken at once; what others are called by is offered while typing. */
export function TagEditor({ customerId, tags, known: given }: Props) {
	const t = useTranslations("customers.record");
	const tc = useTranslations("common");
	const id = useId();
	const toast = useToast();
	const reload = useCustomerReload();
	const [text, setText] = useState("");
	const [asked, setAsked] = useState<string[]>([]);
	useEffect(() => {
		if (!given) getJson<string[]>("/api/customers/tags").then(setAsked, () => {});
	}, [given]);
	const known = given ?? asked;
	const [shown, change] = useOptimistic(tags, (now, { name, on }: { name: string; on: boolean }) =>
		on ? [...now.filter((other) => other !== name), name] : now.filter((other) => other !== name),
	);
	const [, start] = useTransition();

	function set(name: string, on: boolean) {
		start(async () => {
			change({ name, on });
			const result = await answered(tag({ customerId, tag: name, on }));
			if (result?.ok) return reload();
			toast(result?.error ?? tc("actionFailed"), { failed: true });
			if (on) setText((typed) => typed || name);
		});
	}
	function submit(event: FormEvent) {
		event.preventDefault();
		const name = text.trim();
		setText("");
		if (name && !shown.includes(name)) set(name, true);
	}
	return (
		<div className="grid gap-2">
			{shown.length > 0 && (
				<ul className="flex flex-wrap gap-1.5">
					{shown.map((name) => (
						<li key={name} className="inline-flex h-6 max-w-full items-center gap-1 rounded-md bg-fill pl-2 font-medium text-muted text-xs">
							<span className="truncate">{name}</span>
							<button
								type="button"
								aria-label={t("removeTag", { name })}
								title={t("removeTag", { name })}
								onClick={() => set(name, false)}
								className="grid size-6 place-items-center rounded-md hover:bg-fill-hover hover:text-text"
							>
								<X aria-hidden className="size-3 stroke-2" />
							</button>
						</li>
					))}
				</ul>
			)}
			<form onSubmit={submit}>
				<Input
					value={text}
					onChange={(event) => setText(event.target.value)}
					list={`${id}-known`}
					maxLength={60}
					autoComplete="off"
					aria-label={t("addTag")}
					placeholder={t("addTag")}
					enterKeyHint="done"
					className="h-8"
				/>
				<datalist id={`${id}-known`}>
					{known
						.filter((name) => !shown.includes(name))
						.map((name) => (
							<option key={name} value={name} />
						))}
				</datalist>
			</form>
		</div>
	);
}
