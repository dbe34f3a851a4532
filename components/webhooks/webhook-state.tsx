import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { Webhook } from "@/db/schema";

const tones = { failed: "danger", received: "warn", processed: "ok", held: "neutral" } as const;

export function WebhookState({ state }: { state: Webhook["state"] }) {
	const t = useTranslations("webhooks.states");
	return <Tag tone={tones[state]}>{t(state)}</Tag>;
}
