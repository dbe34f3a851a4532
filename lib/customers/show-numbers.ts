import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { shownIdentity } from "./identity";

const batch = 500;

/** Who was called by their number as it is kept (E.164) is called by it as people write it. Answers how many; again, it finds nobody. */
export async function showNumbers(): Promise<number> {
	let shown = 0;
	for (let after = "0"; ; ) {
		const found = await db().execute<{ id: string; name: string }>(
			sql`SELECT id, name FROM customers WHERE id > ${after} AND name ~ '^\\+[0-9]+$' ORDER BY id LIMIT ${batch}`,
		);
		const last = found.at(-1);
		if (!last) return shown;
		const renamed = found.flatMap(({ id, name }) => {
			const now = shownIdentity("phone", name);
			return now === name ? [] : [{ id, was: name, now }];
		});
		// Whoever was given a name meanwhile keeps it.
		const done =
			await db().execute(sql`UPDATE customers c SET name = r.now FROM jsonb_to_recordset(${JSON.stringify(renamed)}::jsonb) r (id bigint, was text, now text)
			WHERE c.id = r.id AND c.name = r.was RETURNING c.id`);
		shown += done.length;
		after = last.id;
	}
}
