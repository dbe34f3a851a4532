import { Bot, type LucideIcon, Mail, MessageCircle, MessageCircleMore, Reply, Smartphone, UserRound } from "lucide-react";
import type { Channel } from "@/db/schema";

export const channelIcons: Record<Channel, LucideIcon> = { email: Mail, sms: Smartphone, whatsapp: MessageCircleMore, chat: MessageCircle };
export const speakerIcons: Record<"customer" | "operator" | "chatbot", LucideIcon> = { customer: UserRound, operator: Reply, chatbot: Bot };
