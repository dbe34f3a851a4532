import fc from "fast-check";
import { parseMail } from "@/lib/mail/parse";
import { anyMail, brokenLimits } from "../support/mail-fuzz";

const seconds = 60;

/** A minute of mails that nobody wrote: none may escape with an error, break a limit or take longer than the intake allows. */
export async function fuzzIntake(): Promise<void> {
	const seed = Date.now();
	const end = performance.now() + seconds * 1_000;
	const found: string[] = [];
	const times: number[] = [];
	for (let round = 0; performance.now() < end; round++) {
		for (const raw of fc.sample(anyMail, { numRuns: 50, seed: seed + round })) {
			const begun = performance.now();
			try {
				found.push(...brokenLimits(await parseMail(raw)));
			} catch (error) {
				found.push(String(error));
			}
			times.push(performance.now() - begun);
		}
	}
	const slowest = Math.max(...times);
	console.log(`fuzzing the intake, ${seconds} s, seed ${seed}: ${times.length} mails, ${found.length} errors, slowest ${slowest.toFixed(0)} ms`);
	for (const problem of new Set(found)) console.log(`  ${problem}`);
	if (found.length > 0 || slowest > 5_000) process.exitCode = 1;
}
