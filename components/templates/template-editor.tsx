"use client";

import { Archive, ArchiveRestore, Copy } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { AttachButton } from "@/components/composer/attach-button";
import { AttachmentPart } from "@/components/composer/attachment-part";
import { EmojiButton } from "@/components/composer/emoji-button";
import { EmojiSuggest } from "@/components/composer/emoji-suggest";
import type { RichHandle, Written } from "@/components/composer/field-handle";
import { FormError } from "@/components/composer/form-error";
import { FormatBar } from "@/components/composer/format-bar";
import type { Format } from "@/components/composer/formats";
import { RichField } from "@/components/composer/rich-field";
import { submitKeys } from "@/components/composer/submit-keys";
import { useAttachments } from "@/components/composer/use-attachments";
import { useAction } from "@/components/shell/use-action";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { BackLink } from "@/components/ui/back-link";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useToast } from "@/components/ui/use-toast";
import type { Channel } from "@/db/schema";
import { anyFile } from "@/lib/channels/file-rules";
import { writing } from "@/lib/channels/writing";
import { placeholdersIn } from "@/lib/messages/placeholders";
import { archive, duplicate } from "@/lib/templates/actions";
import type { TemplateDetails } from "@/lib/templates/queries";
import { isVariable } from "@/lib/templates/variables";
import { TemplateFields } from "./template-fields";
import { TemplatePreview } from "./template-preview";
import { useSaveTemplate } from "./use-save-template";
import { VariableMenu } from "./variable-menu";

/** Writes a template, in the editor that messages are written in, and shows it as a customer would get it. */
export function TemplateEditor({ template, folders }: { template: TemplateDetails | null; folders: string[] }) {
	const t = useTranslations("templates");
	const format = useFormatter();
	const router = useRouter();
	const toast = useToast();
	const field = useRef<RichHandle>(null);
	const [active, setActive] = useState<Format[]>([]);
	const { draft, unsaved, change, save, saving, error, fields } = useSaveTemplate(template);
	const files = useAttachments({
		ids: draft.attachmentIds,
		rules: draft.channel ? writing[draft.channel as Channel].files : anyFile,
		onIds: (attachmentIds) => change({ attachmentIds }),
	});
	const [waiting, setWaiting] = useState<string | null>(null);
	const keep = () => {
		setWaiting(files.blocking);
		if (!files.blocking) save();
	};
	const question = useUnsaved(unsaved);
	const unknown = placeholdersIn(`${draft.subject} ${draft.text}`).filter((name) => !isVariable(name));
	const [copy, copying] = useAction(duplicate, ({ templateId }) => {
		toast(t("duplicated"));
		router.push(`/templates/${templateId}`);
	});
	const [putAway] = useAction(archive, () => {
		toast(t(template?.archived ? "restored" : "archivedDone"));
		router.refresh();
	});
	const textError = fields?.text?.join(" ");
	return (
		<div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-4 p-4 lg:p-6">
			<header className="flex flex-wrap items-center gap-2">
				<div className="min-w-0 flex-1 max-sm:basis-full">
					<BackLink href="/templates">{t("back")}</BackLink>
					<h1 className="truncate font-semibold text-xl">{template ? template.name : t("newTitle")}</h1>
					{template && (
						<p className="text-muted text-xs">
							{[
								t("uses", { count: template.usedCount }),
								template.updatedBy && t("updated", { date: format.dateTime(new Date(template.updatedAt), { dateStyle: "medium" }), name: template.updatedBy }),
							]
								.filter(Boolean)
								.join(" · ")}
						</p>
					)}
				</div>
				{template && (
					<>
						<Button loading={copying} onClick={() => copy({ templateId: template.id })}>
							<Copy aria-hidden />
							{t("duplicate")}
						</Button>
						<Button onClick={() => putAway({ templateId: template.id, archived: !template.archived })}>
							{template.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
							{t(template.archived ? "restore" : "archive")}
						</Button>
					</>
				)}
			</header>
			{question}
			{template?.archived && <Banner>{t("isArchived")}</Banner>}
			<div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,380px)]">
				<form
					onSubmit={(event) => {
						event.preventDefault();
						keep();
					}}
					onKeyDownCapture={submitKeys(keep)}
					onPasteCapture={files.paste}
					data-drop=""
					noValidate
					className="relative grid grid-cols-1 gap-3.5 rounded-xl border bg-card p-4"
				>
					<TemplateFields draft={draft} folders={folders} errors={fields} onChange={change} />
					<div>
						<div className="mb-1.5 flex items-center justify-between gap-2">
							<span aria-hidden className="font-medium text-sm">
								{t("text")}
							</span>
							<VariableMenu onPick={(name) => field.current?.insert(`{{${name}}}`)} />
						</div>
						<div className="@container rounded-lg border border-line-strong transition-colors focus-within:border-accent [&_[data-variable=known]]:bg-accent-fill [&_[data-variable=known]]:text-accent-text">
							<EmojiSuggest field={field} />
							<RichField
								label={t("text")}
								placeholder={t("textPlaceholder")}
								value={draft}
								handle={field}
								onFormats={setActive}
								onChange={(written: Written) => change(written)}
							/>
							<AttachmentPart files={files} />
							<div className="flex flex-wrap items-center gap-px px-1.5 pb-1.5">
								<FormatBar active={active} field={field} />
								<EmojiButton field={field} />
								<AttachButton files={files} />
							</div>
						</div>
						<p className="mt-1.5 text-xs empty:hidden">
							{textError ? <span className="text-danger-text">{textError}</span> : <span className="text-muted">{t("plainOnly")}</span>}
						</p>
					</div>
					{unknown.length > 0 && (
						<p role="status" className="rounded-md bg-note-fill px-2.5 py-2 text-note-text text-sm">
							{t("unknown", { names: unknown.map((name) => `{{${name}}}`).join(", ") })}
						</p>
					)}
					<FormError>{fields ? null : (waiting ?? error)}</FormError>
					<div className="flex justify-end">
						<Button type="submit" variant="solid" loading={saving} aria-keyshortcuts="Control+Enter Meta+Enter">
							{t("save")}
							<Kbd keys="mod+enter" onSolid className="pointer-coarse:hidden" />
						</Button>
					</div>
				</form>
				<TemplatePreview subject={draft.subject} text={draft.text} />
			</div>
		</div>
	);
}
