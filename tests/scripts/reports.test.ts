import path from "node:path";
import { expect, it } from "vitest";
import { countReport } from "../../scripts/lib/reports.mjs";

const file = path.resolve("tests/a.test.ts");

it("counts Vitest's report, and says which tests failed, which passed only when tried again, and which files could not be run", () => {
	const assertionResults = [
		{ status: "passed", fullName: "is right", failureMessages: [] },
		{ status: "passed", fullName: "is odd", failureMessages: ["expected 2 to be 3"] },
		{ status: "failed", fullName: "is wrong", failureMessages: ["expected 1 to be 2\n    at somewhere"] },
	];
	const testResults = [
		{ name: file, message: "", assertionResults },
		{ name: path.resolve("tests/b.test.ts"), message: "cannot be read", assertionResults: [] },
	];
	expect(countReport({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
		passed: 2,
		failed: 1,
		failures: [`${path.join("tests", "a.test.ts")}: is wrong\nexpected 1 to be 2\n    at somewhere`, `${path.join("tests", "b.test.ts")}\ncannot be read`],
		retried: [`${path.join("tests", "a.test.ts")}: is odd\nexpected 2 to be 3`],
	});
});

it("counts Playwright's report, with what is nested, and says which passed only when tried again", () => {
	const spec = (title: string, ok: boolean, status: string) => ({
		file: "a.spec.ts",
		title,
		ok,
		tests: [{ status, results: [{ error: { message: "no such row" } }] }],
	});
	const suites = [{ specs: [spec("right", true, "expected")], suites: [{ specs: [spec("wrong", false, "unexpected"), spec("odd", true, "flaky")] }] }];
	expect(countReport({ stats: { expected: 1, unexpected: 1, flaky: 1 }, suites, errors: [{ message: "the setup failed" }] })).toEqual({
		passed: 2,
		failed: 1,
		failures: ["a.spec.ts: wrong\nno such row", "the setup failed"],
		retried: ["a.spec.ts: odd\nno such row"],
	});
});
