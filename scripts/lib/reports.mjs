import path from "node:path";

/**
 * What a runner's report says: how many tests passed and failed, and of each failure its name and what it said first.
 * @param {any} report Vitest's, or Playwright's, as JSON
 */
export function countReport(report) {
	const { numPassedTests, numFailedTests, testResults, stats, suites, errors } = report;
	if (stats) {
		const failures = [...suites.flatMap(failedSpecs), ...errors.map(({ message }) => firstLines(message))];
		return { passed: stats.expected, failed: stats.unexpected + stats.flaky, failures };
	}
	const failures = testResults.flatMap(({ name: file, message, assertionResults }) => {
		const name = path.relative(process.cwd(), file);
		const failed = assertionResults.filter(({ status }) => status === "failed");
		const tests = failed.map((test) => `${name}: ${test.fullName}\n${firstLines(test.failureMessages[0])}`);
		return tests.length === 0 && message ? [`${name}\n${firstLines(message)}`] : tests;
	});
	return { passed: numPassedTests, failed: numFailedTests, failures };
}

function failedSpecs({ suites = [], specs = [] }) {
	const failed = specs.filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === "flaky"));
	return [...failed.map(({ file, title, tests }) => `${file}: ${title}\n${firstLines(tests[0]?.results[0]?.error?.message)}`), ...suites.flatMap(failedSpecs)];
}

function firstLines(message = "") {
	return message.split("\n").slice(0, 12).join("\n");
}
