/** Which conversations are picked for a bulk action. `anchor`: where a range begins, the one picked last. */
export type Selection = { ids: ReadonlySet<number>; anchor: number | null };

export const nothingPicked: Selection = { ids: new Set(), anchor: null };

export function toggled({ ids }: Selection, id: number): Selection {
	const next = new Set(ids);
	if (!next.delete(id)) next.add(id);
	return { ids: next, anchor: id };
}

/** Everything between the anchor and `id`, in the order of the list, besides what is picked already. Without an anchor that is still there: `id` alone. */
export function ranged({ ids, anchor }: Selection, id: number, order: readonly number[]): Selection {
	const [from, to] = [anchor === null ? -1 : order.indexOf(anchor), order.indexOf(id)];
	if (to < 0) return { ids, anchor };
	const between = from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
	return { ids: new Set([...ids, ...between]), anchor: from < 0 ? id : anchor };
}

export function all(order: readonly number[]): Selection {
	return { ids: new Set(order), anchor: order[0] ?? null };
}
