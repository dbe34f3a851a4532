"use client";

import { useTranslations } from "next-intl";
import { type ClipboardEvent, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { useNotLoaded } from "@/components/ui/on-demand";
import { discard } from "@/lib/attachments/actions";
import type { UploadedFile } from "@/lib/attachments/upload";
import type { FileRules } from "@/lib/channels/file-rules";
import type { AttachmentState, AttachmentStore } from "./attachment-store";

export type Attachments = ReturnType<typeof useAttachments>;
type Options = {
	ids: number[];
	rules: FileRules;
	onIds: (ids: number[]) => void /** Puts a picture into the text, where the channel knows any. */;
	onPicture?: (file: UploadedFile) => void;
};

const none: AttachmentState = { items: [], refusal: null, misfit: null };

/** The files that go with what is being written; `ids` are kept with its draft. Loaded when the first one comes. */
export function useAttachments({ ids, rules, onIds, onPicture }: Options) {
	const t = useTranslations("composer.files");
	const notLoaded = useNotLoaded();
	const [store, setStore] = useState<AttachmentStore | null>(null);
	const making = useRef<Promise<AttachmentStore> | null>(null);
	const tell = useRef(onIds);
	useEffect(() => {
		tell.current = onIds;
	});
	const { items, refusal, misfit } = useSyncExternalStore(store?.subscribe ?? never, store?.snapshot ?? empty, empty);
	const held = ids.join();

	const need = () => {
		making.current ??= Promise.all([import("./attachment-store"), import("./upload-file")]).then(([{ AttachmentStore }, { sendFile, fetchUploads }]) => {
			const api = { send: sendFile, load: fetchUploads, discard: (id: number) => discard({ id }) };
			const made = new AttachmentStore({ rules, onIds: (next) => tell.current(next), api });
			setStore(made);
			return made;
		});
		making.current.catch(() => {
			making.current = null;
		});
		return making.current;
	};
	const show = useEffectEvent(async (now: number[]) => {
		if (now.length > 0 || store) await (store ?? (await need())).show(now);
	});
	useEffect(() => {
		// Not reached: the connection brings them.
		const look = () => void show(held === "" ? [] : held.split(",").map(Number)).catch(() => {});
		look();
		window.addEventListener("online", look);
		return () => window.removeEventListener("online", look);
	}, [held]);
	useEffect(() => store?.setRules(rules), [store, rules]);
	useEffect(() => {
		const again = () => store?.retryAll();
		window.addEventListener("online", again);
		return () => window.removeEventListener("online", again);
	}, [store]);
	const [followed, setFollowed] = useState(0);
	const follow = (coming: Promise<unknown>) => {
		setFollowed((before) => before + 1);
		void coming.finally(() => setFollowed((before) => before - 1));
	};
	const uploading = followed > 0 || items.some((item) => item.state === "uploading");
	// What is on its way is in this page alone: the browser asks before it is left.
	useEffect(() => {
		if (!uploading) return;
		const ask = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", ask);
		return () => window.removeEventListener("beforeunload", ask);
	}, [uploading]);

	const add = async (files: File[], inText = false) => {
		if (files.length === 0) return;
		const there = await need().catch(() => null);
		if (there) there.add(files, inText && onPicture ? onPicture : null);
		else notLoaded();
	};
	const paste = (event: ClipboardEvent) => {
		const files = [...event.clipboardData.files];
		if (files.length === 0 || holdsText(event.clipboardData)) return;
		event.preventDefault();
		event.stopPropagation();
		const pictures = onPicture ? files.filter(isPicture) : [];
		void add(pictures, true);
		void add(files.filter((file) => !pictures.includes(file)));
	};
	const sentence = (wrong: typeof refusal) => wrong && t(`refused.${wrong.code}`, wrong.params);
	const blocking = uploading ? t("wait") : items.some((item) => item.state === "failed") ? t("unsent") : sentence(misfit);
	return {
		items,
		rules,
		add,
		/** Files that come from elsewhere, as those of a template do: nothing is sent before they are there. */
		follow,
		paste,
		picturesInText: onPicture !== undefined,
		/** Why nothing may be sent yet, in words. */
		blocking,
		refusal: sentence(refusal ?? misfit),
		remove: (key: string) => store?.remove(key),
		retry: (key: string) => store?.retry(key),
	};
}

/** Word and Excel put a picture of the text beside the text; a browser puts the address of a picture beside the picture. */
function holdsText(data: DataTransfer): boolean {
	const html = data.getData("text/html");
	return data.types.includes("text/rtf") || (html !== "" && !/^[^<]*(?:<(?!img\b)[^>]*>\s*)*<img\b[^>]*>\s*(?:<[^>]*>\s*)*$/i.test(html.trim()));
}

const isPicture = (file: { type: string }) => /^image\/(?:png|jpeg|gif|webp)$/.test(file.type);
const never = () => () => {};
const empty = () => none;
