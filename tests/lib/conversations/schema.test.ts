import { describe, expect, test } from "vitest";
import { listFilterQuery, parseListFilter } from "@/lib/conversations/filter";

const parse = (query: string) => parseListFilter(new URLSearchParams(query));

describe("a filter in the address", () => {
	test.each([
		"",
		"tab=archived&unread=1&flagged=1&channel=sms&last=customer&assigned=me&inbox=3&source=form&from=2026-01-01&to=2026-02-28&sort=oldest",
		"assigned=anyone",
		"assigned=17",
	])("%j comes back as it went", (query) => {
		expect(listFilterQuery(parse(query)).toString()).toBe(query);
	});

	test.each([
		"tab=deleted",
		"unread=true",
		"channel=fax",
		"assigned=-1",
		"assigned=1e3",
		"assigned=99999999999",
		"inbox=0",
		"inbox=1;drop",
		"source=Form",
		"from=2026-02-31",
		"from=2026-13-01",
		"to=infinity",
		"to=0001-01-01",
		"to=2026-1-1",
		"sort=name",
		"unknown=1",
	])("%s is left out", (query) => {
		expect(parse(query)).toEqual(parse(""));
	});
});
