/** Which conversation's row an event came from. */
export function conversationAt(target: EventTarget | null): number | null {
	const link = target instanceof Element ? target.closest("li")?.querySelector<HTMLElement>("[data-conversation]") : null;
	return link ? Number(link.dataset.conversation) : null;
}

export function linkOf(list: Element | null, id: number): HTMLElement | null {
	return list?.querySelector<HTMLElement>(`[data-conversation="${id}"]`) ?? null;
}
