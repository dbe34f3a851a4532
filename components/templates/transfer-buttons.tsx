"use client";

import { Download, Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const ImportDialog = dynamic(() => import("./import-dialog").then((module) => module.ImportDialog), { ssr: false });

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
			{open !== undefined && <ImportDialog open={open} onOpenChange={setOpen} />}
		</>
	);
}
