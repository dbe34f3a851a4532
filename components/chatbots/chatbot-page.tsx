import { getTranslations } from "next-intl/server";
import { refusalSentence } from "@/components/shell/refusal-sentence";
import { Texts } from "@/components/shell/texts";
import { BackLink } from "@/components/ui/back-link";
import { OlderPages } from "@/components/ui/older-pages";
import { type EditableChatbot, runsOf } from "@/lib/chatbots/queries";
import { listUsers } from "@/lib/users/queries";
import { ChatbotEditor } from "./chatbot-editor";
import { RunList } from "./run-list";

const pageSize = 50;

/** The page of one chatbot: what it is, a place to try it, and what it did, `before` one of its runs. */
export async function ChatbotPage({ bot, before = null }: { bot: EditableChatbot | null; before?: number | null }) {
	const [users, found, t, te] = await Promise.all([
		listUsers(),
		bot ? runsOf(bot.id, before, pageSize + 1) : [],
		getTranslations("chatbots"),
		getTranslations("errors"),
	]);
	const runs = found.slice(0, pageSize).map((run) => ({ ...run, error: refusalSentence(te, run.error) ?? run.error }));
	const last = found.length > pageSize ? (runs.at(-1)?.id ?? null) : null;
	const active = users.filter((user) => user.active).map(({ id, name }) => ({ id, name }));
	return (
		<Texts of={["chatbots"]}>
			<div className="h-full overflow-auto">
				<div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-5 p-4 lg:p-6">
					<header>
						<BackLink href="/chatbots">{t("title")}</BackLink>
						<h1 className="font-semibold text-xl [overflow-wrap:anywhere]">{bot?.name ?? t("add")}</h1>
					</header>
					<ChatbotEditor key={bot?.id ?? 0} bot={bot} users={active} />
					{bot && <RunList runs={runs} />}
					{bot && <OlderPages path={`/chatbots/${bot.id}`} before={before} last={last} />}
				</div>
			</div>
		</Texts>
	);
}
