"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { setField } from "@/lib/customers/actions";
import { EditInPlace } from "./edit-in-place";
import { useSave } from "./use-save";

type Props = { customerId: number; fields: Record<string, string> };

/** What this business keeps of its customers beside what everybody does: a name and a value each. */
export function OwnFields({ customerId, fields }: Props) {
	const t = useTranslations("customers.record");
	const [adding, setAdding] = useState(false);
	// What somebody takes away meanwhile stays here until its editor is done with it: nothing typed is lost.
	const [editing, setEditing] = useState<string[]>([]);
	const gone = editing.filter((name) => !Object.hasOwn(fields, name)).map((name): [string, string] => [name, ""]);
	return (
		<div>
			{[...Object.entries(fields), ...gone].map(([name, value]) => (
				<EditInPlace
					key={name}
					label={name}
					value={value}
					onSave={(was, now) => setField({ customerId, name, was, now })}
					onEditing={(on) => setEditing((now) => [...now.filter((other) => other !== name), ...(on ? [name] : [])])}
				>
					{({ onChange, ...control }) => <Input {...control} maxLength={2000} autoComplete="off" onChange={(event) => onChange(event.target.value)} />}
				</EditInPlace>
			))}
			{adding ? (
				<NewField customerId={customerId} onDone={() => setAdding(false)} />
			) : (
				<Button variant="ghost" size="sm" onClick={() => setAdding(true)} className="-ml-2 text-muted">
					<Plus aria-hidden />
					{t("addField")}
				</Button>
			)}
		</div>
	);
}

function NewField({ customerId, onDone }: { customerId: number; onDone: () => void }) {
	const t = useTranslations("customers.record");
	const tc = useTranslations("common");
	const { save, pending, error } = useSave();
	const [name, setName] = useState("");
	const [value, setValue] = useState("");
	const question = useUnsaved((name.trim() !== "" || value.trim() !== "") && !pending);

	async function submit(event: FormEvent) {
		event.preventDefault();
		if (await save(() => setField({ customerId, name, was: "", now: value }))) onDone();
	}
	return (
		<>
			{question}
			<form
				onSubmit={(event) => void submit(event)}
				onKeyDown={(event) => {
					if (event.key !== "Escape") return;
					event.stopPropagation();
					onDone();
				}}
				className="grid gap-2 py-1.5"
			>
				<Field label={t("fieldName")} error={error ?? undefined}>
					{(control) => (
						<Input {...control} autoFocus required maxLength={60} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
					)}
				</Field>
				<Field label={t("fieldValue")}>
					{(control) => <Input {...control} required maxLength={2000} autoComplete="off" value={value} onChange={(event) => setValue(event.target.value)} />}
				</Field>
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
