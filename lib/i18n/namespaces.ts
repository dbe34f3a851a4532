import type auth from "./messages/es/auth.json";
import type chat from "./messages/es/chat.json";
import type common from "./messages/es/common.json";
import type composer from "./messages/es/composer.json";
import type delivery from "./messages/es/delivery.json";
import type details from "./messages/es/details.json";
import type errors from "./messages/es/errors.json";
import type inbox from "./messages/es/inbox.json";
import type sandbox from "./messages/es/sandbox.json";
import type search from "./messages/es/search.json";
import type settings from "./messages/es/settings.json";
import type start from "./messages/es/start.json";
import type templates from "./messages/es/templates.json";
import type timeline from "./messages/es/timeline.json";
import type webhooks from "./messages/es/webhooks.json";

/** Every file of lib/i18n/messages/<language>: which ones the browser gets too. A new file is one line here and one in `Messages`. */
export const namespaces = {
	auth: "client",
	common: "client",
	delivery: "client",
	errors: "server",
	chat: "client",
	composer: "client",
	details: "client",
	inbox: "client",
	sandbox: "server",
	search: "client",
	settings: "client",
	start: "client",
	templates: "client",
	timeline: "client",
	webhooks: "server",
} as const satisfies Record<keyof Messages, "client" | "server">;
export type Namespace = keyof Messages;

/** The Spanish texts are the shape of all others (a test compares them). */
export type Messages = {
	auth: typeof auth;
	common: typeof common;
	delivery: typeof delivery;
	errors: typeof errors;
	chat: typeof chat;
	composer: typeof composer;
	details: typeof details;
	inbox: typeof inbox;
	sandbox: typeof sandbox;
	search: typeof search;
	settings: typeof settings;
	start: typeof start;
	templates: typeof templates;
	timeline: typeof timeline;
	webhooks: typeof webhooks;
};
