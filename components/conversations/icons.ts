import {
	AlarmClock,
	Archive,
	Bot,
	Inbox,
	type LucideIcon,
	Mail,
	MessageCircle,
	MessageCircleMore,
	Reply,
	ShieldAlert,
	Smartphone,
	UserRound,
} from "lucide-react";
import type { Channel } from "@/db/schema";
import type { ListFilter } from "@/lib/conversations/filter";

export const channelIcons: Record<Channel, LucideIcon> = { email: Mail, sms: Smartphone, whatsapp: MessageCircleMore, chat: MessageCircle };
export const speakerIcons: Record<"customer" | "operator" | "chatbot", LucideIcon> = { customer: UserRound, operator: Reply, chatbot: Bot };
export const tabIcons: Record<ListFilter["tab"], LucideIcon> = { active: Inbox, archived: Archive, snoozed: AlarmClock, spam: ShieldAlert };
