/** Libraries for HTML are quadratic on nesting: beyond these a mail is shown as text. */
export const maxLength = 1_000_000;
export const maxTags = 20_000;

export function countTags(html: string): number {
	let count = 0;
	for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) count++;
	return count;
}
