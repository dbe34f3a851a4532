"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { useToast } from "@/components/ui/use-toast";
import { bringIn } from "@/lib/templates/actions";
import type { RowError } from "@/lib/templates/transfer";

const mostBytes = 5_000_000;
const reasons = ["name", "folder", "channel", "language", "subject", "text", "html"] as const;

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Brings in a file; when a row of it is wrong, says which, and nothing is brought in. */
export function ImportDialog({ open, onOpenChange }: Props) {
	const t = useTranslations("templates");
	const common = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const [file, setFile] = useState<File | null>(null);
	const [busy, setBusy] = useState(false);
	const [error, setError] = useState<string>();
	const [rows, setRows] = useState<RowError[]>([]);

	async function submit(event: FormEvent) {
		event.preventDefault();
		if (!file || file.size > mostBytes) return setError(t("chooseFile"));
		setBusy(true);
		const result = await bringIn({ file: await file.text() }).catch(() => ({ ok: false as const, error: common("actionFailed") }));
		setBusy(false);
		setError(result.ok ? undefined : result.error);
		setRows((result.ok && result.data.errors) || []);
		if (!result.ok || result.data.errors) return;
		toast(t("imported", { count: result.data.imported }));
		onOpenChange(false);
		router.refresh();
	}
	const reason = (field: string) => t(`reasons.${reasons.find((known) => known === field) ?? "other"}`);
	return (
		<Dialog open={open} onOpenChange={onOpenChange}>
			<DialogContent title={t("importTitle")} description={t("importText")}>
				<form onSubmit={submit} className="flex min-h-0 flex-col">
					<DialogBody>
						<Field label={t("file")} error={error}>
							{(control) => (
								<FileInput
									{...control}
									accept="application/json,.json"
									onChange={(event) => {
										setFile(event.target.files?.[0] ?? null);
										setError(undefined);
										setRows([]);
									}}
								>
									{t("pickFile")}
								</FileInput>
							)}
						</Field>
						<div role="alert" className="text-danger-text text-sm empty:hidden">
							{rows.length > 0 && (
								<>
									<p className="font-medium">{t("importErrors", { count: rows.length })}</p>
									<ul className="mt-1 max-h-48 list-disc overflow-y-auto pl-5">
										{rows.map(({ row, name, field }) => (
											<li key={row}>{t("rowError", { row, name: name ? `«${name}»` : "", reason: reason(field) })}</li>
										))}
									</ul>
								</>
							)}
						</div>
					</DialogBody>
					<footer className="flex justify-end gap-2 border-line-soft border-t bg-ground px-5 py-3">
						<Button onClick={() => onOpenChange(false)}>{common("cancel")}</Button>
						<Button type="submit" variant="solid" loading={busy}>
							{t("import")}
						</Button>
					</footer>
				</form>
			</DialogContent>
		</Dialog>
	);
}
