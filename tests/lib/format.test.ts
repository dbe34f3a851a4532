import { describe, expect, test } from "vitest";
import { formatBytes, formatDate, formatDay, formatFull, formatListTime, formatTime } from "@/lib/format";

const madrid = { locale: "es", timeZone: "Europe/Madrid" };
const now = "2025-11-22T10:00:00Z";

describe("times", () => {
	test.each([
		["2025-11-22T08:51:00Z", "9:51"],
		["2025-11-21T23:05:00Z", "0:05"],
		["2025-11-21T22:59:00Z", "Ayer"],
		["2025-11-20T22:59:00Z", "20 nov"],
		["2024-12-31T22:59:00Z", "31/12/24"],
		["2024-12-31T23:01:00Z", "1 ene"],
	])("in a list, %s is %s in Madrid", (at, shown) => {
		expect(formatListTime(at, madrid, now)).toBe(shown);
	});

	test("the day is the reader's, not the server's", () => {
		const at = "2025-11-22T02:00:00Z";
		expect(formatListTime(at, { locale: "es", timeZone: "America/Bogota" }, now)).toBe("Ayer");
		expect(formatListTime(at, { locale: "en", timeZone: "Europe/London" }, now)).toBe("2:00");
	});

	test("the night the clocks go back is still one day long", () => {
		expect(formatListTime("2025-10-25T21:30:00Z", madrid, "2025-10-26T22:30:00Z")).toBe("Ayer");
	});

	test("days are named in each language", () => {
		expect(formatDay("2025-11-22T08:00:00Z", madrid, now)).toBe("Hoy, 22 de noviembre");
		expect(formatDay("2025-11-21T08:00:00Z", { ...madrid, locale: "it" }, now)).toBe("Ieri, 21 novembre");
		expect(formatDay("2025-11-01T08:00:00Z", { ...madrid, locale: "en" }, now)).toBe("1 November");
		expect(formatDay("2024-11-01T08:00:00Z", madrid, now)).toBe("1 de noviembre de 2024");
	});

	test("whole dates", () => {
		expect(formatDate("2023-03-12T12:00:00Z", madrid)).toBe("12 de marzo de 2023");
		expect(formatTime(new Date(now), madrid)).toBe("11:00");
		expect(formatFull(now, madrid)).toBe("sábado, 22 de noviembre de 2025, 11:00");
	});
});

test.each([
	[0, "es", "0 B"],
	[999, "en", "999 B"],
	[1000, "es", "1 kB"],
	[1_234_567, "es", "1,2 MB"],
	[25_000_000, "en", "25 MB"],
	[3_210_000_000, "it", "3,2 GB"],
])("%i bytes in %s: %s", (bytes, locale, shown) => {
	expect(formatBytes(bytes, locale)).toBe(shown.replace(" ", "\u00a0"));
});
