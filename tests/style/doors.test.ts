import { describe, expect, test } from "vitest";
import { read, sources } from "../support/sources";

const doors = sources().filter((file) => /^\s*"use server"/m.test(read(file)));

describe("every export of a 'use server' file is a public POST", () => {
	test("such files are the actions of a noun", () => {
		expect(doors.length).toBeGreaterThan(0);
		expect(doors.filter((file) => !/^lib\/[^/]+\/actions\.ts$/.test(file))).toEqual([]);
	});

	test.each(doors)("%s exports nothing but action(…)", (file) => {
		const exports = [...read(file).matchAll(/^export\b.*(?:\n.*)?/gm)].map(([line]) => line);
		expect(exports.length).toBeGreaterThan(0);
		expect(exports.filter((line) => !/^export (type\b|const \w+ = (formAction\(\s*)?(publicAction|action)\()/.test(line))).toEqual([]);
	});
});
