"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { forgetRecent, readRecent } from "./recent";
import { OperatorChips } from "./suggestion-chips";

/** What to begin with: the last searches, and what else can be asked for. */
export function SearchStart({ userId, onText }: { userId: number; onText: (text: string) => void }) {
	const t = useTranslations("search");
	const [recent, setRecent] = useState(() => readRecent(userId));
	function forget() {
		forgetRecent(userId);
		setRecent([]);
		onText("");
	}
	return (
		<div className="absolute inset-x-2 top-[42px] z-10 grid gap-2 rounded-lg border bg-card p-2 shadow-float">
			{recent.length > 0 && (
				<section aria-label={t("recent")}>
					<div className="flex items-center justify-between pl-2">
						<h2 className="font-semibold text-muted text-xs">{t("recent")}</h2>
						<Button variant="ghost" size="sm" onMouseDown={(event) => event.preventDefault()} onClick={forget} className="text-muted text-xs">
							{t("forget")}
						</Button>
					</div>
					<ul>
						{recent.map((text) => (
							<li key={text}>
								<button
									type="button"
									data-result=""
									// The box keeps the focus: without it, this would be gone before the click.
									onMouseDown={(event) => event.preventDefault()}
									onClick={() => onText(text)}
									className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-fill focus-visible:bg-fill"
								>
									<History aria-hidden className="size-4 shrink-0 stroke-[1.75] text-faint" />
									<span className="truncate">{text}</span>
								</button>
							</li>
						))}
					</ul>
				</section>
			)}
			<OperatorChips onText={onText} />
		</div>
	);
}
