import * as z from "zod/mini";

const id = z.int().check(z.positive());

/** Files that were uploaded to go with a message or note: more than one may carry, so that the refusal is a sentence about files. */
export const attachmentIds = z.array(id).check(z.maxLength(20));

/** What goes with an upload beside its bytes. The name is escaped: headers are ASCII. */
export const uploadHeaders = z.object({
	key: z.uuid(),
	filename: z.pipe(z.string().check(z.minLength(1), z.maxLength(2000)), z.transform(unescaped)),
});

function unescaped(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
