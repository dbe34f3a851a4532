import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { type Article, articles } from "@/db/schema";
import { requireAdminActor, type UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";

const most = { found: 4, words: 40, characters: 6_000 };

/** The articles that have most of a text's words in them, the fittest first, by PostgreSQL full text. Short words say nothing. */
export async function findArticles(text: string): Promise<Pick<Article, "title" | "body">[]> {
	const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [])].slice(0, most.words);
	if (words.length === 0) return [];
	const query = sql`to_tsquery('simple', fold(${words.map((word) => `${word.slice(0, Math.max(4, word.length - 2))}:*`).join(" | ")}))`;
	const vector = sql`to_tsvector('simple', fold(${articles.title} || ' ' || ${articles.body}))`;
	return db()
		.select({ title: articles.title, body: sql<string>`left(${articles.body}, ${most.characters})` })
		.from(articles)
		.where(sql`${vector} @@ ${query}`)
		.orderBy(sql`ts_rank(${vector}, ${query}) DESC`, asc(articles.id))
		.limit(most.found);
}

export function listArticles(): Promise<Article[]> {
	return db().select().from(articles).orderBy(asc(articles.title), asc(articles.id));
}

/** Throws notFound. */
export async function saveArticle({ id, title, body }: { id: number | null; title: string; body: string }, actor: UserActor): Promise<{ id: number }> {
	requireAdminActor(actor);
	return transaction(async (tx) => {
		const [saved] =
			id === null
				? await tx.insert(articles).values({ title, body }).returning({ id: articles.id })
				: await tx.update(articles).set({ title, body, updatedAt: sql`now()` }).where(eq(articles.id, id)).returning({ id: articles.id });
		if (!saved) throw new DomainError("notFound");
		return saved;
	});
}

export async function removeArticle(id: number, actor: UserActor): Promise<void> {
	requireAdminActor(actor);
	await transaction((tx) => tx.delete(articles).where(eq(articles.id, id)));
}
