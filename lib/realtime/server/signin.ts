import { z } from "zod";
import { codes } from "./codes";
import type { Connection } from "./connection";
import { type ClientFrame, readData, readJson } from "./frames";
import type { Hub } from "./hub";
import { Refused } from "./refused";
import { isAuthorized } from "./signature";

const request = z.object({ auth: z.string(), user_data: z.string() });
const userData = z.object({ id: z.string().min(1).max(128), user_info: z.unknown().optional() });

/** `pusher:signin` ties a connection to a user: for the channel of that user, for presence, and so that it can be ended from outside. */
export function signIn(hub: Hub, connection: Connection, frame: ClientFrame): void {
	const asked = request.safeParse(readData(frame.data)).data;
	const user = userData.safeParse(readJson(asked?.user_data ?? "")).data;
	const signed = asked && isAuthorized(hub.app, [connection.id, "", "user", "", asked.user_data], asked.auth);
	if (!user || !signed || (connection.user && connection.user.id !== user.id)) {
		throw new Refused("The connection is not authorized", codes.unauthorized);
	}
	connection.user = { id: user.id, info: user.user_info };
	connection.tell("pusher:signin_success", { user_data: asked.user_data });
}

/** Ends every connection of a user, who may come back only if the application signs it. */
export function terminateUser(hub: Hub, userId: string): void {
	const theirs = [...hub.connections.values()].filter((connection) => connection.user?.id === userId);
	for (const connection of theirs) hub.close(connection, codes.unauthorized, "Ended by the application");
}
