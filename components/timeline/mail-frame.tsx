"use client";

import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { trustRemoteImages } from "@/lib/customers/actions";
import { useChat } from "./chat-context";
import { growDown } from "./keep-place";

/** Pixels. A mail that always wants to be taller than its frame stops here and scrolls. */
const tallest = 20_000;

/** A mail as its sender made it, or so in the team's language, shut in: see the policy of the address that the frame shows. */
export function MailFrame({ messageId, title, translated }: { messageId: number; title: string; translated: boolean }) {
	const t = useTranslations("timeline");
	const frame = useRef<HTMLIFrameElement>(null);
	const [height, setHeight] = useState(120);
	const { customer } = useChat().details;
	const [once, setOnce] = useState(false);
	const images = once || customer.remoteImages;
	const [trust] = useAction(trustRemoteImages);
	const [blocked, setBlocked] = useState(false);

	function always() {
		setOnce(true);
		trust({ customerId: customer.id, trusted: true });
	}

	function measure() {
		const page = frame.current?.contentDocument;
		const item = frame.current?.closest("[data-item]");
		if (!page?.body || !item) return;
		fitWidth(page.documentElement);
		const wanted = Math.min(tallest, Math.ceil(page.documentElement.getBoundingClientRect().height));
		const remote = [...page.images].some((image) => /^https?:/i.test(image.getAttribute("src") ?? ""));
		growDown(item, () =>
			flushSync(() => {
				setHeight(wanted);
				setBlocked(remote && !images);
			}),
		);
	}

	function loaded() {
		frame.current?.contentDocument?.addEventListener("toggle", measure, true);
		for (const image of frame.current?.contentDocument?.images ?? []) if (!image.complete) image.addEventListener("load", measure, { once: true });
		measure();
	}

	return (
		<div className="-mx-2 mt-2 overflow-hidden rounded-lg border border-line-strong">
			{blocked && (
				<div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-fill px-3 py-2 text-muted text-xs">
					<ImageOff aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
					<p className="min-w-48 flex-1">{t("imagesBlocked")}</p>
					<span className="flex flex-wrap gap-1.5">
						<Button size="sm" onClick={() => setOnce(true)}>
							{t("showImages")}
						</Button>
						<Button size="sm" variant="ghost" onClick={always}>
							{t("alwaysImages", { name: customer.name })}
						</Button>
					</span>
				</div>
			)}
			<iframe
				ref={frame}
				title={title}
				src={`/api/messages/${messageId}/html?images=${images ? 1 : 0}${translated ? "&translated=1" : ""}`}
				sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
				referrerPolicy="no-referrer"
				onLoad={loaded}
				style={{ height }}
				className="block w-full bg-white [color-scheme:light]"
			/>
		</div>
	);
}

/** A mail made for a wider window is drawn smaller, down to half; past that it scrolls. */
function fitWidth(page: HTMLElement): void {
	page.style.zoom = "1";
	const fits = page.clientWidth / page.scrollWidth;
	if (fits < 1) page.style.zoom = String(Math.max(0.5, fits));
}
