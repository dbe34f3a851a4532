"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { controlClasses } from "@/components/ui/input";
import { cn } from "@/lib/utils";

export function FilesField({ error }: { error?: string[] }) {
	const t = useTranslations("sandbox.write");
	return (
		<Field label={t("files")} hint={t("filesHint")} error={error && t("filesHint")}>
			{(control) => (
				<input
					{...control}
					type="file"
					name="files"
					multiple
					className={cn(controlClasses, "py-1.5 text-sm file:mr-3 file:rounded-md file:bg-fill file:px-2 file:py-0.5")}
				/>
			)}
		</Field>
	);
}
