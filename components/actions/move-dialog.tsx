"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { channelIcons } from "@/components/conversations/icons";
import { useInbox } from "@/components/conversations/inbox-context";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import type { Target } from "./target";
import { useAside } from "./use-deeds";

type Props = { targets: readonly Pick<Target, "id" | "snoozedUntil" | "inboxId" | "spam" | "channel">[]; onClose: () => void };

/** Where to: the other inboxes of the same channel. */
export function MoveDialog({ targets, onClose }: Props) {
	const t = useTranslations("actions.move");
	const { inboxes } = useInbox();
	const { moveTo } = useAside();
	const channels = new Set(targets.map((target) => target.channel));
	const choices = inboxes.filter((inbox) => channels.size === 1 && channels.has(inbox.channel));
	const here = (id: number) => targets.every((target) => target.inboxId === id);
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title")} description={t("text")} className="max-w-md">
				<DialogBody>
					{choices.every((inbox) => here(inbox.id)) ? (
						<p className="text-muted">{t(channels.size > 1 ? "mixed" : "none")}</p>
					) : (
						<ul className="-mx-2 grid grid-cols-[minmax(0,1fr)]">
							{choices.map((inbox) => {
								const Icon = channelIcons[inbox.channel];
								return (
									<li key={inbox.id}>
										<Button
											variant="ghost"
											size="lg"
											disabled={here(inbox.id)}
											onClick={() => {
												moveTo(targets, inbox.id);
												onClose();
											}}
											className="w-full justify-start px-2"
										>
											<Icon aria-hidden />
											<span className="min-w-0 flex-1 truncate text-left">{inbox.name}</span>
											{here(inbox.id) && (
												<>
													<Check aria-hidden />
													<span className="sr-only">{t("here")}</span>
												</>
											)}
										</Button>
									</li>
								);
							})}
						</ul>
					)}
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
