import { expect, test } from "vitest";
import { refusalSentence } from "@/components/shell/refusal-sentence";
import { translator } from "@/lib/i18n/translator";

test("a code has its sentence; one that would name what is not known, or that is no code, has none", async () => {
	const t = await translator("es", "errors");
	expect(refusalSentence(t, "channelNotConnected")).toBe("Este canal no está conectado: no se puede enviar desde él.");
	expect(["unfilledVariables", "answered 500", null].map((code) => refusalSentence(t, code))).toEqual([null, null, null]);
});
