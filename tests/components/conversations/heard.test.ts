import { expect, test } from "vitest";
import { createHeard } from "@/components/conversations/heard";

function heardAt() {
	const clock = { seconds: 0 };
	return { clock, heard: createHeard("page", () => clock.seconds * 1000) };
}

test("before anybody listens, and until the answer is there, all since the page counts as missed", () => {
	const { heard } = heardAt();
	expect(heard.since()).toBe("page");
	heard.saw("1");
	expect(heard.since()).toBe("page");
	heard.caughtUp("2");
	expect(heard.since()).toBeNull();
});

test("the last minute before the loss counts as missed: a dead connection is not noticed at once", () => {
	const { heard, clock } = heardAt();
	heard.caughtUp("0");
	for (clock.seconds = 30; clock.seconds <= 300; clock.seconds += 30) heard.saw(`at ${clock.seconds}`);
	clock.seconds = 301;
	heard.lost();
	expect(heard.since()).toBe("at 240");
});

test("what was seen while nobody listened, or lost twice, does not shorten it", () => {
	const { heard, clock } = heardAt();
	heard.caughtUp("before");
	heard.lost();
	clock.seconds = 500;
	heard.saw("meanwhile");
	heard.lost();
	expect(heard.since()).toBe("before");
});

test("a quiet day: the only certain point is the old one", () => {
	const { heard, clock } = heardAt();
	heard.caughtUp("morning");
	clock.seconds = 8 * 3600;
	heard.lost();
	expect(heard.since()).toBe("morning");
});
