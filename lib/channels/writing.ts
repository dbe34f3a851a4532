import type { Channel } from "@/db/schema";
import { anyFile, type FileRules } from "./file-rules";

/** How one writes on a channel, whoever carries it: with formatting, subject and recipients, or as text that is paid for by the segment; and what files it carries. */
export type Writing = { mail: boolean; segments: boolean; files: FileRules };

/** MMS: https://www.twilio.com/docs/messaging/guides/accepted-mime-types. Carriers shrink pictures, and refuse what is larger than this. */
const mms: FileRules = {
	most: 3,
	bytes: 5_000_000,
	types: ["image/jpeg", "image/png", "image/gif", "audio/", "video/", "application/pdf", "text/vcard", "text/x-vcard", "text/calendar", "text/csv"],
};
/** One file a message. https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages */
const whatsapp: FileRules = {
	most: 1,
	bytes: 5_000_000,
	types: [
		"image/jpeg",
		"image/png",
		"audio/ogg",
		"audio/amr",
		"audio/3gpp",
		"audio/aac",
		"audio/mpeg",
		"video/mp4",
		"application/pdf",
		"application/msword",
		"application/vnd.ms-",
		"application/vnd.openxmlformats-officedocument.",
	],
};

export const writing: Record<Channel, Writing> = {
	email: { mail: true, segments: false, files: anyFile },
	sms: { mail: false, segments: true, files: mms },
	whatsapp: { mail: false, segments: false, files: whatsapp },
	chat: { mail: false, segments: false, files: { ...anyFile, bytes: 10_000_000 } },
};
