import { useTranslations } from "next-intl";
import type { TimelineMessage } from "@/lib/timeline/queries";

/** What one should know of a message that has not failed: its text could not be read here, or its reader called it spam. */
export function MessageNotice({ message: { direction, errorCode } }: { message: TimelineMessage }) {
	const t = useTranslations("timeline.notice");
	const known = direction === "in" ? (["unparsed", "sealed"] as const) : (["complained"] as const);
	const notice = known.find((code) => code === errorCode);
	return notice ? <p className="mt-1 text-note-text text-xs [overflow-wrap:anywhere]">{t(notice)}</p> : null;
}
