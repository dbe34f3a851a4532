import type { Language } from "@/db/schema";
import type { Messages } from "./namespaces";

declare module "next-intl" {
	interface AppConfig {
		Locale: Language;
		Messages: Messages;
	}
}
