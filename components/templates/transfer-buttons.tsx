"use client";

import { Download, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";

const ImportDialog = onDemand(() => import("./import-dialog").then((module) => module.ImportDialog));

/** Out to a file, and in from one. */
export function TransferButtons({ canExport }: { canExport: boolean }) {
	const t = useTranslations("templates");
	const [open, setOpen] = useState<boolean>();
	return (
		<>
			{canExport && (
				<Button asChild>
					<a href="/api/templates/export" download>
						<Download aria-hidden />
						{t("export")}
					</a>
				</Button>
			)}
			<Button onClick={() => setOpen(true)}>
				<Upload aria-hidden />
				{t("import")}
			</Button>
			{open !== undefined && <ImportDialog open={open} onOpenChange={setOpen} onGone={() => setOpen(undefined)} />}
		</>
	);
}
