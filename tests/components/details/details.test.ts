import { expect, it } from "vitest";
import { languageName } from "@/components/details/language-name";
import { matchingUsers } from "@/components/details/matching-users";
import type { ListedUser } from "@/lib/users/queries";

const user = (id: number, name: string): ListedUser => ({ id, name, email: `${id}@example.com`, role: "operator", active: true, avatar: null });
const users = [user(1, "Ángel Ibáñez"), user(2, "Jorge Sanz"), user(3, "Lucía Méndez")];
const found = (typed: string) => matchingUsers(users, typed, 3).map(({ id }) => id);

it("finds users by the beginnings of their words, accents and case ignored, the reader first", () => {
	expect(found("")).toEqual([3, 1, 2]);
	expect(found("ibanez an")).toEqual([1]);
	expect(found("MEN")).toEqual([3]);
	expect(found("2@ex")).toEqual([2]);
	expect(found("orge")).toEqual([]);
});

it("names languages in the reader's own, and nothing that is none", () => {
	expect(languageName("it", "es")).toBe("Italiano");
	expect(languageName("pt-BR", "en")).toBe("Brazilian Portuguese");
	for (const tag of [null, "", "zz", "not a tag", "x".repeat(50)]) expect(languageName(tag, "es")).toBeNull();
});
