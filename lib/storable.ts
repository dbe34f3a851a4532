/**
 * What somebody gave, as the database can hold it: without NUL characters, and with no half of a character (what is cut in the middle of an
 * emoji). Both come with what is pasted, and would keep all that is written with them from being kept at all.
 */
export function storable(given: unknown): unknown {
	if (typeof given === "string") return given.replaceAll("\0", "").toWellFormed();
	if (Array.isArray(given)) return given.map(storable);
	if (typeof given !== "object" || given === null || Object.getPrototypeOf(given) !== Object.prototype) return given;
	return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, storable(value)]));
}
