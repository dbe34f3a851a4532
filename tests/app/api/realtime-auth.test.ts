import { beforeEach, expect, it, vi } from "vitest";
import { POST } from "@/app/api/realtime/auth/route";
import type { SessionUser } from "@/lib/auth/session-store";

// The session comes from the cookies of a request that Next serves, which is not there outside of it.
const session = vi.hoisted(() => ({ user: null as SessionUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

beforeEach(() => {
	session.user = {
		id: 1,
		name: "Ana",
		email: "ana@example.com",
		role: "operator",
		handle: "a".repeat(64),
		language: "es",
		timeZone: "Europe/Madrid",
	} as SessionUser;
});

const ask = (body: string) => POST(new Request("http://localhost/api/realtime/auth", { method: "POST", body }));
const about = (form: Record<string, string>) => ask(new URLSearchParams(form).toString());

it("signs a channel that the person may hear", async () => {
	const response = await about({ socket_id: "1.2", channel_name: "private-user-1" });
	expect(response.status).toBe(200);
	expect(response.headers.get("cache-control")).toBe("no-store");
	expect(await response.json()).toEqual({ auth: expect.stringMatching(/^[^:]+:[0-9a-f]{64}$/) });
});

it("signs whose socket it is", async () => {
	const response = await about({ socket_id: "1.2" });
	expect(await response.json()).toMatchObject({ user_data: JSON.stringify({ id: "a".repeat(64) }) });
});

it("answers 401 to nobody, whatever they ask", async () => {
	session.user = null;
	for (const body of ["socket_id=1.2&channel_name=private-staff", "socket_id=1.2", ""]) expect((await ask(body)).status).toBe(401);
});

it.each(["socket_id=1.2&channel_name=private-user-2", "socket_id=1.2&channel_name=", "socket_id=&channel_name=private-staff", "", "{}", "%ZZ"])(
	"answers 403 to %j",
	async (body) => {
		expect((await ask(body)).status).toBe(403);
	},
);
