"use client";

import type { ComponentProps } from "react";
import type { Writing } from "@/lib/users/writing";
import { ScheduleDialog, TranslateDialog, WritingDialog } from "./dialogs";
import type { Translated } from "./outbox";

export type Asked = "schedule" | "writing" | "translate" | null;
type Props = {
	asked: Asked;
	onAsk: (asked: Asked) => void;
	preferences: Writing;
	onPreferences: (kept: Writing) => void;
	/** What would be translated, and into what; null where nothing may be. */
	translation: Pick<ComponentProps<typeof TranslateDialog>, "about" | "language" | "written"> | null;
	onSubmit: (how: { sendAt?: string; translated?: Translated }) => void;
};

/** What the Send button's menu and its neighbours ask before something is sent: when, in which language, and how one writes. */
export function SendDialogs({ asked, onAsk, preferences, onPreferences, translation, onSubmit }: Props) {
	const close = () => onAsk(null);
	const submit = (how: Parameters<typeof onSubmit>[0]) => {
		close();
		onSubmit(how);
	};
	if (asked === "schedule") return <ScheduleDialog onClose={close} onChoose={(at) => submit({ sendAt: at.toISOString() })} />;
	if (asked === "translate" && translation)
		return <TranslateDialog {...translation} onClose={close} onSend={(translated) => submit(translated ? { translated } : {})} />;
	if (asked !== "writing") return null;
	return (
		<WritingDialog
			writing={preferences}
			onClose={close}
			onSaved={(kept) => {
				onPreferences(kept);
				close();
			}}
		/>
	);
}
