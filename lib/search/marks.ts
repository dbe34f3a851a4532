import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import type { Reader, Transaction } from "@/db";
import { customerIdentities, customers } from "@/db/schema";
import { isAddress } from "@/lib/customers/identity";
import { plainWords } from "./grams";

/** Marks are words of the index that nobody writes. They say of a message who sent it and that it carries a file. */
export const fileMark = "zqfile";
export const userMark = (userId: number) => `zqu${userId}`;
export const senderMarks = (text: string) => plainWords(text).map((word) => `zqf${word}`);

type Found = {
	customerId: number;
	subject: string | null | undefined;
	sender: { userId?: number; name: string | null; address?: string };
	files?: { filename: string; inline?: boolean }[];
	/** What the customer is called, where that is known already. */
	names?: string[];
};

const longest = 4000;

/**
 * What a message is found by beside its body (messages.search_extra): its subject, its files' names, its sender's and the customer's name
 * and addresses, and marks. At most 4,000 characters, the marks first.
 */
export async function searchExtra(tx: Transaction, { customerId, subject, sender, files = [], names }: Found): Promise<string> {
	const called = names ?? (await customersNames(tx, [customerId]))[0]?.names ?? [];
	const senders = [sender.name ?? "", sender.address ?? ""];
	const marks = [
		...(files.some((file) => !file.inline) ? [fileMark] : []),
		...(sender.userId === undefined ? [] : [userMark(sender.userId)]),
		...senders.flatMap((text) => senderMarks(text.slice(0, 400))),
	];
	return extraText(marks, [subject ?? "", ...senders, ...called, ...files.map((file) => file.filename)]);
}

/** By what each customer is called: name and addresses. */
export async function customersNames(reader: Reader, ids: number[]): Promise<{ id: number; names: string[] }[]> {
	const rows = await reader
		.select({ id: customers.id, name: customers.name, kind: customerIdentities.kind, value: customerIdentities.value })
		.from(customers)
		.leftJoin(customerIdentities, eq(customerIdentities.customerId, customers.id))
		.where(inArray(customers.id, ids))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id));
	return ids.map((id) => ({
		id,
		names: rows
			.filter((row) => row.id === id)
			.slice(0, 20)
			// A number as people write it would be found by each of its groups.
			.flatMap(({ name, kind, value }) => (kind === null || value === null ? [name] : isAddress(name, { kind, value }) ? [value] : [name, value])),
	}));
}

export function extraText(marks: string[], shown: string[]): string {
	const text = [...new Set(marks), ...new Set(shown.filter(Boolean))].join(" ");
	return text.replaceAll("\0", " ").slice(0, longest).toWellFormed();
}
