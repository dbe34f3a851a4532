import { expect, it } from "vitest";
import { countSegments } from "@/components/composer/segments";

it.each([
	["a".repeat(160), "GSM-7", 1],
	["a".repeat(161), "GSM-7", 2],
	["€".repeat(80), "GSM-7", 1],
	["ñ".repeat(160), "GSM-7", 1],
	["á".repeat(70), "UCS-2", 1],
	["á".repeat(71), "UCS-2", 2],
	["🙂", "UCS-2", 1],
])("counts what %j costs", (text, encoding, count) => expect(countSegments(text)).toEqual({ encoding, count }));
