/** More than anybody reads in a timeline, far below what full-text search takes. The raw mail keeps the rest. */
const maxText = 200_000;

/** What a PostgreSQL text column takes: no NUL, no half of a surrogate pair. And no C1 controls: they are Windows-1252 that was taken for Latin-1. */
export function postgresSafe(value: string): string {
	return value
		.replaceAll("\0", "")
		.replace(/\p{Surrogate}/gu, "\uFFFD")
		.replace(/[\u0080-\u009f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] ?? "");
}

const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Text of a mail as it is shown and searched: LF line ends, no trailing blanks, never more than two empty lines in a row. */
export function tidyText(value: string): string {
	const lines = value
		.slice(0, maxText * 2)
		.replace(/\r\n?/g, "\n")
		.split("\n")
		.map((line) => line.trimEnd());
	const text = lines
		.join("\n")
		.replace(/\n{4,}/g, "\n\n\n")
		.replace(/^\n+/, "")
		.trimEnd();
	return postgresSafe(text.slice(0, maxText));
}
