import type { useTranslations } from "next-intl";
import type { TimelineEvent } from "@/lib/timeline/queries";

type Translate = ReturnType<typeof useTranslations<"timeline">>;
type NameOf = (userId: number) => string | null;

/** A line of history in words: who did what. */
export function eventSentence(event: TimelineEvent, t: Translate, nameOf: NameOf, list: (names: string[]) => string, moment: (at: string) => string): string {
	const { type, data, actorType, actorId } = event;
	const actor = actorOf(event, t, nameOf);
	switch (type) {
		case "started":
			return startedSentence(data, actor, t);
		case "assigned":
		case "unassigned": {
			const ids = numbers(data.userIds);
			if (actorType === "user" && ids.length === 1 && ids[0] === actorId) return t(`events.${type}Self`, { actor });
			return t(`events.${type}`, { actor, users: list(ids.map((id) => nameOf(id) ?? t("unknownUser"))) });
		}
		case "led":
			return t("events.led", { actor, user: list(numbers(data.userIds).map((id) => nameOf(id) ?? t("unknownUser"))) });
		case "reopened":
			return actorType === "customer" ? t("events.reopenedByCustomer") : t("events.reopened", { actor });
		case "snoozed": {
			const until = text(data.until);
			return t("events.snoozed", { actor, until: until ? moment(until) : "none" });
		}
		case "unsnoozed":
			return actorType === "user" ? t("events.unsnoozedBy", { actor }) : t("events.unsnoozed");
		case "moved":
			return t("events.moved", { actor, inbox: text(data.inbox) ?? "none" });
		case "bot_blocked": {
			const until = text(data.until);
			return t("events.bot_blocked", { actor, name: text(data.name) ?? "none", until: until ? moment(until) : "none" });
		}
		case "bot_run": {
			const outcome = outcomes.find((one) => one === data.outcome);
			if (outcome) return t(`events.bot_outcome.${outcome}`, { name: text(data.name) ?? "Chatbot" });
			return t("events.bot_run", { actor, name: text(data.name) ?? "none" });
		}
		case "bot_unblocked":
			return t(`events.${type}`, { actor, name: text(data.name) ?? "none" });
		case "automation_ran":
		case "automation_stopped":
			return t(`events.${type}`, { name: text(data.name) ?? "none" });
		default:
			return t(`events.${type}`, { actor });
	}
}

function actorOf({ actorType, actorId, actorName }: TimelineEvent, t: Translate, nameOf: NameOf): string {
	if ((actorType === "chatbot" || actorType === "automation") && actorName) return t(`namedActors.${actorType}`, { name: actorName });
	return (actorType === "user" && actorId !== null && nameOf(actorId)) || t(`actors.${actorType}`);
}

/** What became of a chatbot's run, where that is worth a line. */
const outcomes = ["handedOff", "failed", "silent", "blocked", "paused", "disabled", "answered", "spam", "hourCap", "conversationCap"] as const;

const named = ["form", "automation", "chatbot", "api"] as const;

function startedSentence(data: TimelineEvent["data"], actor: string, t: Translate): string {
	const name = text(data.sourceName);
	const source = named.find((kind) => kind === data.source);
	if (source) return name ? t(`events.started.${source}`, { name }) : t(`events.started.unnamed.${source}`);
	return data.source === "operator" ? t("events.started.operator", { actor }) : t("events.started.inbound");
}

// What an event carries was written by whatever version of the program was running then.
const numbers = (value: unknown) => (Array.isArray(value) ? value.filter((entry): entry is number => typeof entry === "number") : []);
const text = (value: unknown) => (typeof value === "string" && value.trim() ? value : null);
