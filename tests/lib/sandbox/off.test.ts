import { expect, test } from "vitest";
import { playMail, playText, sandboxFile, sandboxIsOn, sandboxItem, sandboxLog, sandboxOutbox, sandboxPersonas } from "@/lib/sandbox/client";

test("where there is no sandbox, every door of it says so", async () => {
	expect(sandboxIsOn()).toBe(false);
	const doors = [
		() => sandboxOutbox("ana@example.com"),
		() => sandboxItem("1"),
		() => sandboxFile("1", 0),
		() => sandboxPersonas(),
		() => sandboxLog(),
		() => playMail({ from: "ana@example.com", to: "help@acme.test", text: "Hola" }),
		() => playText({ from: "+34600111222", to: "+34911000001", body: "Hola" }),
	];
	for (const door of doors) await expect(door()).rejects.toMatchObject({ code: "sandboxOff" });
});
