"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { FormFailure } from "@/components/ui/form-failure";
import { useToast } from "@/components/ui/use-toast";
import { save } from "@/lib/chatbots/actions";
import { faultsOf } from "@/lib/chatbots/faults";
import type { EditableChatbot } from "@/lib/chatbots/queries";
import { BehaviourFields } from "./behaviour-fields";
import { BotConsole } from "./bot-console";
import { BotFields } from "./bot-fields";
import { draftOf } from "./draft";
import { RemoveChatbot } from "./remove-chatbot";

type Props = { bot: EditableChatbot | null; users: { id: number; name: string }[] };

/** A chatbot to add or to change, beside a place to try it. What was typed stays, whatever is refused. */
export function ChatbotEditor({ bot, users }: Props) {
	const t = useTranslations("chatbots");
	const tc = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const [draft, setDraft] = useState(() => draftOf(bot, t("hello")));
	const [saved, setSaved] = useState(draft);
	const seen = useRef(bot?.updatedAt);
	const [failure, setFailure] = useState<{ error: string; fields: Record<string, string[]> }>({ error: "", fields: {} });
	const [pending, start] = useTransition();
	const question = useUnsaved(!pending && JSON.stringify(draft) !== JSON.stringify(saved));
	const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
	const faults = draft.behaviour.type === "script" ? faultsOf(draft.behaviour.steps) : [];

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		start(async () => {
			const answer = await answered(save({ ...draft, secret: draft.secret || null, seen: seen.current }));
			if (answer?.ok) {
				setFailure({ error: "", fields: {} });
				setSaved({ ...draft, secret: "" });
				change({ secret: "" });
				seen.current = answer.data.updatedAt;
				toast(t("saved"));
				if (bot) router.refresh();
				else router.push(`/chatbots/${answer.data.id}`);
				return;
			}
			setFailure({ error: answer?.error ?? tc("actionFailed"), fields: answer?.fields ?? {} });
			requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
		});
	}
	return (
		<div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_360px]">
			{question}
			<form onSubmit={submit} noValidate className="grid min-w-0 gap-5">
				<BotFields draft={draft} errors={failure.fields} onChange={change} />
				<BehaviourFields draft={draft} faults={faults} errors={failure.fields} hasSecret={bot?.hasSecret ?? false} users={users} onChange={change} />
				<FormFailure>{failure.error}</FormFailure>
				<div className="flex flex-wrap justify-end gap-2">
					{bot && <RemoveChatbot id={bot.id} name={bot.name} />}
					<Button size="lg" onClick={() => router.push("/chatbots")}>
						{tc("cancel")}
					</Button>
					<Button type="submit" size="lg" variant="solid" loading={pending}>
						{t("save")}
					</Button>
				</div>
			</form>
			<BotConsole id={bot?.id ?? null} behaviour={draft.behaviour} />
		</div>
	);
}
