import { MailWarning } from "lucide-react";
import { Banner } from "@/components/ui/banner";

/** Says above the list that mail may be missing from it, for as long as that is so. `text` comes ready from the server. */
export function SyncWarning({ text }: { text: string | null }) {
	return text && <Banner icon={<MailWarning aria-hidden />}>{text}</Banner>;
}
