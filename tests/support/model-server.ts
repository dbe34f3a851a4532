import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Said = { role: string; content: unknown };
export type ModelRequest = { messages: Said[]; tools?: { function: { name: string } }[]; authorization: string | undefined };
type ModelAnswer = { text?: string; calls?: { name: string; input: unknown }[]; finish?: string; status?: number; afterMs?: number };

/** A server that speaks as OpenAI's chat completions do. `answer` decides what it says; every request is kept. */
export async function startModelServer(answer: (request: ModelRequest) => ModelAnswer) {
	const requests: ModelRequest[] = [];
	const decide = { answer };
	const server = createServer(async (incoming, outgoing) => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk);
		const request = { ...JSON.parse(Buffer.concat(chunks).toString()), authorization: incoming.headers.authorization } as ModelRequest;
		requests.push(request);
		const { text = null, calls = [], finish, status = 200, afterMs = 0 } = decide.answer(request);
		await new Promise((resolve) => setTimeout(resolve, afterMs));
		outgoing.writeHead(status, { "content-type": "application/json" });
		if (status !== 200) return outgoing.end(JSON.stringify({ error: { message: "no", type: "server_error" } }));
		const toolCalls = calls.map(({ name, input }, i) => ({ id: `call-${i}`, type: "function", function: { name, arguments: JSON.stringify(input) } }));
		const message = { role: "assistant", content: text, ...(toolCalls.length > 0 && { tool_calls: toolCalls }) };
		const choice = { index: 0, message, finish_reason: finish ?? (toolCalls.length > 0 ? "tool_calls" : "stop") };
		outgoing.end(
			JSON.stringify({
				...{ id: "x", object: "chat.completion", created: 1, model: "test", choices: [choice] },
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		decide,
		stop: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		},
	};
}
