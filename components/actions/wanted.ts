import type { ActionName, Target } from "./target";

/** What has to be asked before something is done. */
export type DialogRequest =
	| { kind: "snooze" | "move"; targets: readonly Pick<Target, "id" | "snoozedUntil" | "inboxId" | "spam" | "channel">[] }
	| { kind: "conversations"; targets: readonly Pick<Target, "id" | "customerName">[]; onDone?: () => void }
	| { kind: "message"; messageId: number; out: boolean; waiting: boolean }
	| { kind: "source"; messageId: number };

export type Wanted = { kind: "deed"; name: ActionName; target: Target } | { kind: "ask"; request: DialogRequest } | { kind: "palette" };
