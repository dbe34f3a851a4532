import fs from "node:fs";

const vectors = fs.readFileSync("tests/fixtures/xss/vectors.txt", "utf8").split("\n").filter(Boolean);

const lists = "tests/fixtures/xss/lists";
const names = fs
	.readdirSync(lists)
	.filter((file) => file.endsWith(".json"))
	.map((file) => file.replace(".json", ""));
const listed = (name: string): string[] => JSON.parse(fs.readFileSync(`${lists}/${name}.json`, "utf8"));

/** More than 6,000, as others have collected them, each list under its own licence. */
export const known: string[] = [...new Set(names.flatMap(listed))];

type Twist = (payload: string) => string;
const inTags =
	(change: Twist): Twist =>
	(payload) =>
		payload.replace(/<\/?[a-z][^<>]*>?/gi, change);
const eachLetter = (change: (letter: string, at: number) => string) => (text: string) => [...text].map(change).join("");
const handlers =
	(change: Twist): Twist =>
	(payload) =>
		payload.replace(/\bon[a-z]+(?==)/gi, change);
const entities = (payload: string) => payload.replace(/alert\(1\)/g, (call) => [...call].map((letter) => `&#${letter.charCodeAt(0)};`).join(""));

/** How filters are got round: what is written differently and read the same. */
const spellings: Record<string, Twist> = {
	plain: (payload) => payload,
	"mixed case": inTags((tag) =>
		tag.replace(
			/^<\/?[a-z-]+|\bon[a-z]+(?==)|javascript(?=:)/gi,
			eachLetter((letter, at) => (at % 2 ? letter.toUpperCase() : letter.toLowerCase())),
		),
	),
	"slash for space": inTags((tag) => tag.replace(/ /g, "/")),
	"tab for space": inTags((tag) => tag.replace(/ /g, "\t")),
	"line feed for space": inTags((tag) => tag.replace(/ /g, "\n")),
	"form feed for space": inTags((tag) => tag.replace(/ /g, "\f")),
	"space around =": handlers((name) => `${name} `),
	"call as entities": entities,
	"not closed": (payload) => payload.replace(/>$/, ""),
	"doubled <": (payload) => payload.replace(/^</, "<<"),
	"NUL inside": handlers((name) => `${name.slice(0, 3)}\0${name.slice(3)}`),
};

/** What stands around it. */
const contexts: Record<string, Twist> = {
	alone: (payload) => payload,
	"in a paragraph": (payload) => `<p>Hello ${payload} there</p>`,
	"in a quoted attribute": (payload) => `<b title="${payload}">x</b>`,
	"behind a comment": (payload) => `<!-- x -->${payload}`,
};

const spelled = vectors.flatMap((vector) => Object.values(spellings).map((spell) => spell(vector.replaceAll("RUN", "alert(1)"))));

/** Those of the lists, and ours in every spelling, as they are: for where no markup is meant to stand, and surroundings would tell no more. */
export const alone: string[] = [...new Set([...known, ...spelled])];

// What tries one character after another stands for itself: other surroundings would tell no more.
const placed = [...names.filter((name) => name !== "shazzer").flatMap(listed), ...spelled];

/** The same, and in several surroundings. */
export const payloads: string[] = [...new Set([...alone, ...placed.flatMap((payload) => Object.values(contexts).map((context) => context(payload)))])];

/** So many of a list at a time. */
export function batches<T>(list: T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}
