"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

/** `keys`: each does the same alone. As Kbd prints them: "shift+i". */
export type ShortcutGroup = { title: string; shortcuts: { keys: string[]; does: string }[] };

/** Nothing in it is for pressing first; and the close button's tooltip would take the first Escape for itself. */
function focusWhole(event: Event) {
	event.preventDefault();
	if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

type Props = { groups: ShortcutGroup[]; open: boolean; onOpenChange: (open: boolean) => void };

export function ShortcutsDialog({ groups, open, onOpenChange }: Props) {
	const t = useTranslations("inbox.shortcuts");
	return (
		<Dialog open={open} onOpenChange={onOpenChange}>
			<DialogContent title={t("title")} onOpenAutoFocus={focusWhole}>
				{/* It has nothing to press in it: by keyboard it is scrolled itself. */}
				<DialogBody tabIndex={0} className="gap-5 -outline-offset-2">
					{groups.map((group) => (
						<section key={group.title} aria-label={group.title}>
							<h3 className="mb-1 font-semibold text-muted text-xs">{group.title}</h3>
							<dl>
								{group.shortcuts.map(({ keys, does }) => (
									<div key={does} className="flex h-8 items-center gap-3 border-line-soft border-b last:border-0">
										<dt className="order-last flex items-center gap-1.5 text-faint text-xs">
											{keys.map((one, i) => (
												<Key key={one} name={one} or={i > 0 ? t("or") : undefined} />
											))}
										</dt>
										<dd className="min-w-0 flex-1 truncate">{does}</dd>
									</div>
								))}
							</dl>
						</section>
					))}
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}

/** Kbd is for the eye alone; here the key is what is told. */
function Key({ name, or }: { name: string; or?: string }) {
	return (
		<>
			{or}
			<span className="sr-only">{name.replaceAll("+", " + ")}</span>
			<Kbd keys={name} className="px-1.5 leading-5" />
		</>
	);
}
