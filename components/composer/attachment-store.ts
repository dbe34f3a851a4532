import { answered } from "@/components/ui/answered";
import type { UploadedFile } from "@/lib/attachments/upload";
import { type FileFacts, type FileRefusal, type FileRules, refusalOf } from "@/lib/channels/file-rules";
import { newKey } from "./new-key";
import type { Uploading, UploadOutcome } from "./upload-file";

/** One file beside the text. `id`: once the server has it. `error`: its sentence; null with `failed`: nobody answered. */
export type AttachmentItem = FileFacts & {
	key: string;
	id: number | null;
	state: "uploading" | "done" | "failed";
	progress: number;
	error: string | null;
	/** On its way into the text. */
	inline: boolean;
	preview: string | null;
};
/** `misfit`: what the rules have against what is there, since the channel was changed. */
export type AttachmentState = { items: AttachmentItem[]; refusal: FileRefusal | null; misfit: FileRefusal | null };
export type AttachmentApi = {
	send: (file: File, key: string, onProgress: (part: number) => void) => Uploading;
	load: (ids: number[]) => Promise<UploadedFile[]>;
	discard: (id: number) => Promise<unknown>;
};
type Options = { rules: FileRules; onIds: (ids: number[]) => void; api: AttachmentApi };

/** The files of what is being written: those that are on their way, and those that its draft holds. The draft holds their numbers alone. */
export class AttachmentStore {
	#state: AttachmentState = { items: [], refusal: null, misfit: null };
	#ids: number[] = [];
	#known = new Map<number, AttachmentItem>();
	#sources = new Map<string, { file: File; uploading: Uploading | null; insert: ((file: UploadedFile) => void) | null }>();
	#listeners = new Set<() => void>();

	constructor(private readonly options: Options) {}

	/** It will go another way, which may carry less. */
	setRules(rules: FileRules): void {
		this.options.rules = rules;
		this.#set({ refusal: null });
	}

	snapshot = () => this.#state;
	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	};

	/** What the draft holds now: after a reload, a sending, one that failed, or from another window. */
	async show(ids: number[]): Promise<void> {
		this.#ids = ids;
		this.#draw();
		const unknown = ids.filter((id) => !this.#known.has(id));
		if (unknown.length === 0) return;
		const loaded = await answered(this.options.api.load(unknown));
		if (!loaded) return;
		for (const file of loaded)
			this.#known.set(file.id, { ...file, key: `file-${file.id}`, state: "done", progress: 1, error: null, inline: false, preview: null });
		// Swept or sent elsewhere meanwhile: a file that is not there must not keep the rest from being sent.
		const gone = unknown.filter((id) => !this.#known.has(id));
		if (gone.length > 0) this.#setIds(this.#ids.filter((id) => !gone.includes(id)));
		this.#draw();
	}

	/** Uploads what may go along, and says why the rest may not. With `insert` they go into the text instead of below it. */
	add(files: File[], insert: ((file: UploadedFile) => void) | null = null): void {
		this.#set({ refusal: null });
		for (const file of files) {
			const facts = { filename: file.name, contentType: file.type || "application/octet-stream", size: file.size };
			const others = this.#state.items.filter((item) => !item.inline);
			const refusal = insert ? refusalOf(others, this.options.rules, [facts]) : refusalOf([...others, facts], this.options.rules);
			if (refusal) {
				this.#set({ refusal });
				continue;
			}
			const key = newKey();
			const preview = file.type.startsWith("image/") && file.type !== "image/svg+xml" ? URL.createObjectURL(file) : null;
			this.#sources.set(key, { file, uploading: null, insert });
			this.#set({ items: [...this.#state.items, { ...facts, key, id: null, state: "uploading", progress: 0, error: null, inline: insert !== null, preview }] });
			void this.#upload(key);
		}
	}

	retry(key: string): void {
		if (this.#state.items.find((item) => item.key === key)?.state === "failed") void this.#upload(key);
	}

	/** The connection is back: what nobody answered to is tried again. */
	retryAll(): void {
		for (const item of this.#state.items) if (item.state === "failed" && item.error === null) this.retry(item.key);
	}

	/** Cancels an upload, or takes a file away. */
	remove(key: string): void {
		const item = this.#state.items.find((other) => other.key === key);
		if (!item) return;
		const source = this.#sources.get(key);
		this.#sources.delete(key);
		source?.uploading?.cancel();
		this.#set({ items: this.#state.items.filter((other) => other !== item), refusal: null });
		if (item.preview) URL.revokeObjectURL(item.preview);
		if (item.id === null) return;
		this.#known.delete(item.id);
		this.#setIds(this.#ids.filter((id) => id !== item.id));
		void this.options.api.discard(item.id).catch(() => {});
	}

	async #upload(key: string): Promise<void> {
		const source = this.#sources.get(key);
		if (!source) return;
		this.#patch(key, { state: "uploading", progress: 0, error: null });
		source.uploading = this.options.api.send(source.file, key, (progress) => this.#patch(key, { progress }));
		const outcome = await source.uploading.done;
		// Taken away meanwhile.
		if (this.#sources.get(key) !== source) return this.#late(outcome);
		if ("file" in outcome) this.#arrived(key, outcome.file);
		else this.#patch(key, { state: "failed", error: "refused" in outcome ? outcome.refused : null });
	}

	#late(outcome: UploadOutcome): void {
		if ("file" in outcome) void this.options.api.discard(outcome.file.id).catch(() => {});
	}

	#arrived(key: string, file: UploadedFile): void {
		const source = this.#sources.get(key);
		const item = this.#state.items.find((other) => other.key === key);
		this.#sources.delete(key);
		if (!source || !item) return;
		if (source.insert) {
			this.#set({ items: this.#state.items.filter((other) => other !== item) });
			if (item.preview) URL.revokeObjectURL(item.preview);
			source.insert(file);
			return;
		}
		const done: AttachmentItem = { ...item, ...file, state: "done", progress: 1 };
		this.#known.set(file.id, done);
		this.#patch(key, done);
		this.#setIds([...this.#ids, file.id]);
	}

	#setIds(ids: number[]): void {
		this.#ids = ids;
		this.options.onIds(ids);
	}

	#draw(): void {
		const held = this.#ids.flatMap((id) => this.#known.get(id) ?? []);
		this.#set({ items: [...held, ...this.#state.items.filter((item) => item.id === null)] });
	}

	#patch(key: string, change: Partial<AttachmentItem>): void {
		this.#set({ items: this.#state.items.map((item) => (item.key === key ? { ...item, ...change } : item)) });
	}

	#set(change: Partial<AttachmentState>): void {
		const state = { ...this.#state, ...change };
		const listed = state.items.filter((item) => !item.inline);
		this.#state = { ...state, misfit: listed.length > 0 ? refusalOf(listed, this.options.rules) : null };
		for (const listener of this.#listeners) listener();
	}
}
