import path from "node:path";

/**
 * What a runner's report says: how many tests passed and failed, and of each failure, as of each that passed only when tried again
 * (`retried`, among those that passed), its name and what it said first.
 * @param {any} report Vitest's, or Playwright's, as JSON
 */
export function countReport(report) {
	const { numPassedTests, numFailedTests, testResults, stats, suites, errors } = report;
	if (stats) {
		const specs = suites.flatMap(allSpecs);
		const failures = [...specs.filter(({ ok }) => !ok).map(firstTry), ...errors.map(({ message }) => firstLines(message))];
		const retried = specs.filter(({ ok, tests }) => ok && tests.some(({ status }) => status === "flaky")).map(firstTry);
		return { passed: stats.expected + stats.flaky, failed: stats.unexpected, failures, retried };
	}
	const failures = testResults.flatMap((file) => {
		const tests = failedIn(file, "failed");
		return tests.length === 0 && file.message ? [`${path.relative(process.cwd(), file.name)}\n${firstLines(file.message)}`] : tests;
	});
	return { passed: numPassedTests, failed: numFailedTests, failures, retried: testResults.flatMap((file) => failedIn(file, "passed")) };
}

/** Of a file's tests that ended so, those that failed at least once. */
function failedIn({ name, assertionResults }, end) {
	const failed = assertionResults.filter(({ status, failureMessages = [] }) => status === end && failureMessages.length > 0);
	return failed.map((test) => `${path.relative(process.cwd(), name)}: ${test.fullName}\n${firstLines(test.failureMessages[0])}`);
}

function allSpecs({ suites = [], specs = [] }) {
	return [...specs, ...suites.flatMap(allSpecs)];
}

function firstTry({ file, title, tests }) {
	return `${file}: ${title}\n${firstLines(tests[0]?.results[0]?.error?.message)}`;
}

function firstLines(message = "") {
	return message.split("\n").slice(0, 12).join("\n");
}
