"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";

export function FilesField({ error }: { error?: string[] }) {
	const t = useTranslations("sandbox.write");
	return (
		<Field label={t("files")} hint={t("filesHint")} error={error && t("filesHint")}>
			{(control) => (
				<FileInput {...control} name="files" multiple>
					{t("pickFiles")}
				</FileInput>
			)}
		</Field>
	);
}
