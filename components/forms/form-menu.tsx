"use client";

import { Archive, ArchiveRestore, Copy, Link2, MoreHorizontal, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { useToast } from "@/components/ui/use-toast";
import { archive, duplicate, remove } from "@/lib/forms/actions";
import type { FormRow } from "@/lib/forms/queries";

/** What else may be done with a form. */
export function FormMenu({ form, address }: { form: FormRow; address: string }) {
	const t = useTranslations("forms");
	const tc = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const [sure, setSure] = useState(false);
	const done = (sentence: string) => () => {
		toast(sentence);
		router.refresh();
	};
	const [copy] = useAction(duplicate, ({ formId }) => router.push(`/settings/forms/${formId}`));
	const [putAway] = useAction(archive, done(t(form.archived ? "restored" : "archivedDone")));
	const [take, taking] = useAction(remove, () => {
		setSure(false);
		done(t("deleted"))();
	});
	return (
		<>
			<Menu>
				<MenuTrigger asChild>
					<IconButton label={t("moreOf", { name: form.name })}>
						<MoreHorizontal aria-hidden />
					</IconButton>
				</MenuTrigger>
				<MenuContent align="end">
					<MenuItem icon={<Link2 aria-hidden />} onSelect={() => void navigator.clipboard?.writeText(address).then(() => toast(tc("copied")))}>
						{t("publish.copyLink")}
					</MenuItem>
					<MenuItem icon={<Copy aria-hidden />} onSelect={() => copy({ formId: form.id })}>
						{t("duplicate")}
					</MenuItem>
					<MenuItem
						icon={form.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
						onSelect={() => putAway({ formId: form.id, archived: !form.archived })}
					>
						{t(form.archived ? "restore" : "archive")}
					</MenuItem>
					<MenuSeparator />
					<MenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => setSure(true)}>
						{t("delete")}
					</MenuItem>
				</MenuContent>
			</Menu>
			<Dialog open={sure} onOpenChange={setSure}>
				<DialogContent title={t("deleteTitle", { name: form.name })} description={t("deleteText", { failed: form.failed })} className="max-w-md">
					<div className="flex justify-end gap-2 bg-ground px-5 py-3">
						<Button onClick={() => setSure(false)}>{tc("cancel")}</Button>
						<Button variant="danger" loading={taking} onClick={() => take({ formId: form.id })}>
							{tc("delete")}
						</Button>
					</div>
				</DialogContent>
			</Dialog>
		</>
	);
}
