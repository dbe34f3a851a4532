import { expect, it } from "vitest";
import { linkAddress } from "@/components/composer/formats";

it.each([
	["https://a.es/x?y=1", "https://a.es/x?y=1"],
	["  example.com/track ", "https://example.com/track"],
	["example.com:8080", "https://example.com:8080"],
	["ana@example.com", "mailto:ana@example.com"],
	["mailto:ana@example.com", "mailto:ana@example.com"],
	["tel:+34600111222", "tel:+34600111222"],
])("links %j", (typed, href) => expect(linkAddress(typed)).toBe(href));

it.each([
	"",
	"javascript:alert(1)",
	"JavaScript:alert(1)//a.b",
	"data:text/html,x",
	"ftp://a.es",
	"hola",
	"a b.es",
	"https://",
	"file:///etc/passwd",
	"vbscript:a.b",
])("does not link %j", (typed) => expect(linkAddress(typed)).toBeNull());
