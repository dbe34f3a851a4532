import type actions from "./messages/es/actions.json";
import type audit from "./messages/es/audit.json";
import type auth from "./messages/es/auth.json";
import type automations from "./messages/es/automations.json";
import type blocked from "./messages/es/blocked.json";
import type chat from "./messages/es/chat.json";
import type chatbots from "./messages/es/chatbots.json";
import type common from "./messages/es/common.json";
import type composer from "./messages/es/composer.json";
import type customers from "./messages/es/customers.json";
import type delivery from "./messages/es/delivery.json";
import type details from "./messages/es/details.json";
import type errors from "./messages/es/errors.json";
import type failed from "./messages/es/failed.json";
import type form from "./messages/es/form.json";
import type forms from "./messages/es/forms.json";
import type inbox from "./messages/es/inbox.json";
import type inboxes from "./messages/es/inboxes.json";
import type letters from "./messages/es/letters.json";
import type notifications from "./messages/es/notifications.json";
import type print from "./messages/es/print.json";
import type profile from "./messages/es/profile.json";
import type sandbox from "./messages/es/sandbox.json";
import type scheduled from "./messages/es/scheduled.json";
import type search from "./messages/es/search.json";
import type settings from "./messages/es/settings.json";
import type start from "./messages/es/start.json";
import type team from "./messages/es/team.json";
import type templates from "./messages/es/templates.json";
import type timeline from "./messages/es/timeline.json";
import type translated from "./messages/es/translated.json";
import type translation from "./messages/es/translation.json";
import type webhooks from "./messages/es/webhooks.json";

/** Every file of lib/i18n/messages/<language>: which ones the browser gets too. A new file is one line here and one in `Messages`. */
export const namespaces = {
	actions: "client",
	audit: "server",
	auth: "client",
	automations: "server",
	blocked: "server",
	common: "client",
	delivery: "client",
	errors: "server",
	chat: "client",
	chatbots: "server",
	composer: "client",
	customers: "client",
	details: "client",
	failed: "client",
	form: "server",
	forms: "server",
	inbox: "client",
	inboxes: "server",
	print: "server",
	letters: "server",
	notifications: "client",
	profile: "server",
	team: "server",
	sandbox: "server",
	scheduled: "server",
	search: "client",
	settings: "client",
	start: "client",
	templates: "client",
	timeline: "client",
	translated: "client",
	translation: "server",
	webhooks: "server",
} as const satisfies Record<keyof Messages, "client" | "server">;
export type Namespace = keyof Messages;

/** The Spanish texts are the shape of all others (a test compares them). */
export type Messages = {
	actions: typeof actions;
	audit: typeof audit;
	auth: typeof auth;
	automations: typeof automations;
	blocked: typeof blocked;
	common: typeof common;
	delivery: typeof delivery;
	errors: typeof errors;
	chat: typeof chat;
	chatbots: typeof chatbots;
	composer: typeof composer;
	customers: typeof customers;
	details: typeof details;
	failed: typeof failed;
	form: typeof form;
	forms: typeof forms;
	inbox: typeof inbox;
	inboxes: typeof inboxes;
	print: typeof print;
	letters: typeof letters;
	notifications: typeof notifications;
	profile: typeof profile;
	team: typeof team;
	sandbox: typeof sandbox;
	scheduled: typeof scheduled;
	search: typeof search;
	settings: typeof settings;
	start: typeof start;
	templates: typeof templates;
	timeline: typeof timeline;
	translated: typeof translated;
	translation: typeof translation;
	webhooks: typeof webhooks;
};
