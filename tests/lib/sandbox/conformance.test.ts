import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { until } from "@/tests/support/poll";
import { control, idempotencyKey, listen, text as read, resendClient, secrets, start, twilioClient } from "./support";

type Schema = { $ref?: string; properties?: Record<string, { type?: string }> };
type Operation = {
	parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
};
type Description = { paths: Record<string, Record<string, Operation>>; webhooks?: Record<string, { post: Operation }> };
type Call = { method: string; path: string; query: URLSearchParams; headers: Record<string, string>; body: string; status: number; answer: unknown };

const load = (name: string) => JSON.parse(readFileSync(new URL(`../../fixtures/openapi/${name}.json`, import.meta.url), "utf8")) as Description;

/** What a vendor's description says about calls and webhooks. `problems` is empty when a call fits in every respect. */
function described(name: string) {
	const description = load(name);
	const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: true });
	addFormats.default(ajv);
	ajv.addFormat("phone-number", /^(whatsapp:)?\+\d{7,15}$/);
	ajv.addFormat("date-time-rfc-2822", /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
	ajv.addFormat("currency", /^[A-Z]{3}$/);
	ajv.addFormat("uri-map", true);
	// Twilio calls its paths URIs.
	ajv.addFormat("uri", (value: string) => URL.canParse(value, "https://api.twilio.com"));
	ajv.addSchema(description, name);
	const validator = (schema: Schema): ValidateFunction => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${name}#/`)));
	const check = (label: string, schema: Schema, value: unknown) => {
		const validate = validator(schema);
		return validate(structuredClone(value)) ? [] : (validate.errors ?? []).map((error) => `${label}${error.instancePath} ${error.message}`);
	};
	const operation = (call: Call) => {
		for (const [path, methods] of Object.entries(description.paths)) {
			const pattern = new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+?)")}$`);
			const match = pattern.exec(call.path);
			const found = methods[call.method.toLowerCase()];
			if (match && found && !(path.includes("{email_id}") && match.groups?.email_id === "batch")) return { found, groups: match.groups ?? {} };
		}
		throw new Error(`${call.method} ${call.path} is not in ${name}.json`);
	};
	return {
		webhook: (event: { type: string }) => {
			const hook = description.webhooks?.[event.type]?.post.requestBody?.content["application/json"];
			return hook ? check(event.type, hook.schema, event) : [`${event.type} is not among the webhooks`];
		},
		problems(call: Call): string[] {
			const { found, groups } = operation(call);
			const from = { path: groups, query: Object.fromEntries(call.query), header: call.headers } as Record<string, Record<string, unknown>>;
			const parameters = (found.parameters ?? []).flatMap((parameter) => {
				const value = from[parameter.in]?.[parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name];
				return value === undefined ? (parameter.required ? [`${parameter.name} is missing`] : []) : check(parameter.name, parameter.schema, value);
			});
			const [[type = "", content] = []] = Object.entries(found.requestBody?.content ?? {});
			const body = content ? check("request", content.schema, type === "application/json" ? JSON.parse(call.body) : form(call.body)) : [];
			const answer = found.responses[String(call.status)]?.content?.["application/json"];
			return [...parameters, ...body, ...(answer ? check("response", answer.schema, call.answer) : [`${call.status} is not among the answers`])];
		},
	};
}

/** Form fields as the description sees them: repeated ones as arrays. */
function form(body: string): Record<string, unknown> {
	const fields = new URLSearchParams(body);
	return Object.fromEntries([...new Set(fields.keys())].map((name) => [name, name === "MediaUrl" ? fields.getAll(name) : fields.get(name)]));
}

/** Passes every call on to the stand-in and keeps both sides of it. */
async function recorder(target: string): Promise<{ url: string; calls: Call[] }> {
	const calls: Call[] = [];
	const { url } = await listen(async (request, response) => {
		const body = await read(request);
		const { host: _, connection: __, "content-length": ___, ...headers } = request.headers as Record<string, string>;
		const answer = await fetch(target + request.url, { method: request.method ?? "GET", headers, ...(body ? { body } : {}) });
		const bytes = await answer.text();
		const { pathname, searchParams } = new URL(request.url ?? "", target);
		calls.push({ method: request.method ?? "", path: pathname, query: searchParams, headers, body, status: answer.status, answer: JSON.parse(bytes) });
		response.writeHead(answer.status, { "content-type": "application/json" }).end(bytes);
	});
	return { url, calls };
}

const mail = { from: "Acme <help@acme.test>", to: ["ana@example.com"], subject: "Hola", text: "Hola" };
const file = { filename: "a.txt", contentType: "text/plain", base64: Buffer.from("hello").toString("base64") };

test("Resend's SDK and its stand-in speak as Resend describes", async () => {
	const { sandbox, receiver } = await start();
	const { url, calls } = await recorder(sandbox.url);
	const resend = resendClient(url);
	const whole = {
		...mail,
		html: "<p>Hola</p>",
		cc: "eva@example.com",
		bcc: ["bea@example.com"],
		replyTo: "help+t@acme.test",
		headers: { "In-Reply-To": "<a@b.test>" },
		tags: [{ name: "message", value: "7" }],
	};
	const { data } = await resend.emails.send(
		{ ...whole, attachments: [{ filename: "a.txt", content: Buffer.from("hello"), contentId: "a" }] },
		{ idempotencyKey: idempotencyKey() },
	);
	await resend.batch.send([mail, { ...mail, to: "bounce@example.com" }]);
	await resend.emails.send({ ...mail, to: "complain@example.com" });
	await resend.emails.send({ ...mail, to: "suppressed@example.com" });
	await resend.emails.get(data?.id ?? "");
	const given = { from: "ana@example.com", to: "help@acme.test", subject: "Duda", text: "¿Hola?" };
	for (const more of [{}, { html: "<p>¿Hola?</p>", cc: "eva@example.com", attachments: [file, { ...file, contentId: "x" }] }]) {
		const { id } = await control<{ id: string }>(sandbox.url, "POST", "mail", { ...given, ...more });
		await resend.emails.receiving.get(id, { html_format: "cid" });
		const list = await resend.emails.receiving.attachments.list({ emailId: id });
		if (list.data?.data[0]) await resend.emails.receiving.attachments.get({ emailId: id, id: list.data.data[0].id });
	}
	const known = await resend.domains.list();
	for (const { id } of known.data?.data ?? []) await resend.domains.get(id);
	const spec = described("resend");
	expect(known.data?.data.map(({ name }) => name)).toEqual(["acme.test"]);
	expect(calls).toHaveLength(12);
	expect(calls.flatMap((call) => spec.problems(call))).toEqual([]);
	await until(() => receiver.hooks.length === 12);
	expect(receiver.hooks.flatMap((hook) => spec.webhook(JSON.parse(hook.body)))).toEqual([]);
	expect(new Set(receiver.hooks.map((hook) => JSON.parse(hook.body).type)).size).toBe(6);
});

test("Twilio's SDK and its stand-in speak as Twilio describes", async () => {
	const { sandbox, receiver } = await start();
	receiver.files["/a.png"] = { type: "image/png", body: "png!" };
	const { url, calls } = await recorder(sandbox.url);
	const client = twilioClient(url);
	const text = { from: "+34911000001", to: "+34600111222", body: "Hola" };
	const sent = await client.messages.create({ ...text, statusCallback: `${receiver.url}/api/webhooks/twilio/status` });
	const mms = await client.messages.create({ ...text, mediaUrl: [`${receiver.url}/a.png`, `${receiver.url}/a.png`] });
	await client.messages.create({ ...text, from: `whatsapp:${text.from}`, to: `whatsapp:${text.to}` });
	await client.messages.create({ to: "+34600110006", body: "Hola", messagingServiceSid: `MG${"0".repeat(32)}` });
	await until(async () => (await twilioClient(sandbox.url).messages.list({ to: "+34600110006" }))[0]?.status === "undelivered");
	await client.messages(sent.sid).fetch();
	await client.messages(mms.sid).media.list();
	await client.messages.list({ to: text.to, from: text.from, dateSentAfter: new Date(Date.now() - 60_000), pageSize: 1 });
	const spec = described("twilio-messages");
	expect(calls.length).toBeGreaterThanOrEqual(8);
	expect(calls.flatMap((call) => spec.problems(call))).toEqual([]);
});

test("the comparison itself finds faults", () => {
	const resend = described("resend");
	expect(resend.webhook({ type: "email.sent" })).not.toEqual([]);
	const call = {
		method: "POST",
		path: "/emails",
		query: new URLSearchParams(),
		headers: {},
		body: JSON.stringify({ from: 1 }),
		status: 200,
		answer: { id: [] },
	};
	expect(resend.problems(call).join()).toMatch(/required property 'to'.*response\/id/s);
	const twilio = described("twilio-messages");
	const path = `/2010-04-01/Accounts/${secrets.twilioSid}/Messages.json`;
	expect(twilio.problems({ ...call, path, body: "Body=x", status: 201, answer: { sid: "x" } }).join()).toMatch(/required property 'To'.*response\/sid/s);
});
