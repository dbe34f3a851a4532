import type { ListedUser } from "@/lib/users/queries";

/** Those in whose name or address every typed word begins a word, accents and case ignored; the reader first. */
export function matchingUsers(users: ListedUser[], typed: string, meId: number): ListedUser[] {
	const words = plain(typed).split(/\s+/).filter(Boolean);
	const found = users.filter((user) => {
		const parts = plain(`${user.name} ${user.email}`).split(/[\s@.]+/);
		return words.every((word) => parts.some((part) => part.startsWith(word)) || plain(user.email).startsWith(word));
	});
	return found.sort((a, b) => Number(b.id === meId) - Number(a.id === meId));
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
