import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "./authenticate";
import { listChannels, listUsers, showChannel } from "./channel-info";
import { HttpError } from "./http-error";
import type { Hub } from "./hub";
import { isChannelName } from "./names";
import { type ApiRequest, decode, readRequest } from "./read-request";
import { terminateUser } from "./signin";
import { trigger, triggerBatch } from "./trigger";

type Route = [method: "GET" | "POST", path: RegExp, answer: (hub: Hub, request: ApiRequest, name: string) => object];

/** https://pusher.com/docs/channels/library_auth_reference/rest-api/ */
const routes: Route[] = [
	["POST", /^\/events$/, (hub, { body }) => trigger(hub, body)],
	["POST", /^\/batch_events$/, (hub, { body }) => triggerBatch(hub, body)],
	["GET", /^\/channels$/, (hub, request) => listChannels(hub, { prefix: param(request, "filter_by_prefix"), info: param(request, "info") })],
	["GET", /^\/channels\/([^/]+)$/, (hub, request, name) => showChannel(hub, channelName(name), param(request, "info"))],
	["GET", /^\/channels\/([^/]+)\/users$/, (hub, _, name) => listUsers(hub, channelName(name))],
	["POST", /^\/users\/([^/]+)\/terminate_connections$/, (hub, _, id) => terminate(hub, id)],
];

/** Answers the signed HTTP API of the application, and `GET /health` to anybody. */
export async function answer(hub: Hub, request: IncomingMessage, response: ServerResponse): Promise<void> {
	try {
		reply(response, 200, request.url === "/health" ? { ok: true } : await route(hub, request));
	} catch (error) {
		const known = error instanceof HttpError;
		const status = known ? error.status : 500;
		hub.app.report("request refused", { status, reason: error instanceof Error ? error.message : String(error) });
		// A body that is too large has not been read to its end, and never will be.
		if (status === 413) response.setHeader("connection", "close");
		reply(response, status, { error: known ? error.message : "Something went wrong" });
	}
}

async function route(hub: Hub, incoming: IncomingMessage): Promise<object> {
	const request = await readRequest(incoming, hub.app.limits.body);
	const [, appId, path = ""] = /^\/apps\/([^/]+)(\/.*)$/.exec(request.path) ?? [];
	if (appId !== hub.app.appId) throw new HttpError(404, "No such application");
	authenticate(hub.app, request);
	const fitting = routes.filter(([, pattern]) => pattern.test(path));
	const [, pattern, handle] = fitting.find(([method]) => method === request.method) ?? [];
	if (!pattern || !handle) throw fitting.length > 0 ? new HttpError(405, "Method not allowed") : new HttpError(404, "Not found");
	return handle(hub, request, decode(pattern.exec(path)?.[1] ?? ""));
}

function terminate(hub: Hub, userId: string): object {
	terminateUser(hub, userId);
	return {};
}

function param({ query }: ApiRequest, name: string): string {
	return query.find(([key]) => key === name)?.[1] ?? "";
}

function channelName(name: string): string {
	if (!isChannelName(name)) throw new HttpError(400, "The name of the channel is not valid");
	return name;
}

function reply(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
