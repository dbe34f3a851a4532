import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { type Article, articles } from "@/db/schema";
import { requireAdminActor, type UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import type { ArticleGiven } from "./try-schema";

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

/** Adds an article (without `id`), or changes one. Throws notFound, and editedMeanwhile when somebody has changed it since `seen`. */
export async function saveArticle({ id, seen, ...text }: ArticleGiven, actor: UserActor): Promise<{ id: number }> {
	requireAdminActor(actor);
	return transaction(async (tx) => {
		const values = { ...text, updatedAt: new Date() };
		const [known] = id === null ? [] : await tx.select().from(articles).where(eq(articles.id, id)).for("update");
		if (id !== null && !known) throw new DomainError("notFound");
		if (known && known.updatedAt.toISOString() !== seen) throw new DomainError("editedMeanwhile");
		const [saved] = known
			? await tx.update(articles).set(values).where(eq(articles.id, known.id)).returning({ id: articles.id })
			: await tx.insert(articles).values(values).returning({ id: articles.id });
		if (!saved) throw new Error("a write answers its row");
		return saved;
	});
}

export async function removeArticle(id: number, actor: UserActor): Promise<void> {
	requireAdminActor(actor);
	await transaction((tx) => tx.delete(articles).where(eq(articles.id, id)));
}
