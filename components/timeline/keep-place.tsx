"use client";

import { Component, createRef, type ReactNode, type UIEventHandler } from "react";
import { flushSync } from "react-dom";

type Props = {
	label: string /** The bottom is the newest end: whoever is there stays with what comes. */;
	follow: boolean;
	className?: string;
	onScroll: UIEventHandler<HTMLDivElement>;
	children: ReactNode;
};
type Anchor = { element: Element; top: number } | null;

/**
 * A box that scrolls from its bottom up, like a chat: without any script it shows the newest, and stays there while it grows. When it
 * shows something else, that stays where it is, whatever is added or taken away around it. A class, since only classes are asked for
 * the state of the page right before it changes.
 */
export class KeepPlace extends Component<Props> {
	scroller = createRef<HTMLDivElement>();

	getSnapshotBeforeUpdate(before: Props): Anchor {
		const scroller = this.scroller.current;
		return scroller && !(before.follow && isAtBottom(scroller)) ? firstVisible(scroller) : null;
	}

	componentDidUpdate(_props: Props, _state: unknown, anchor: Anchor): void {
		const scroller = this.scroller.current;
		if (!scroller || !anchor?.element.isConnected) return;
		const moved = anchor.element.getBoundingClientRect().top - anchor.top;
		if (moved !== 0) scroller.scrollTop += moved;
	}

	toBottom(): void {
		this.scroller.current?.scrollTo({ top: 0 });
	}

	/** In the middle of the box, or from its beginning when it is higher than that. */
	show(item: number): void {
		const scroller = this.scroller.current;
		const element = scroller?.querySelector(`[data-item="${item}"]`);
		if (!scroller || !element) return;
		const [outer, inner] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()];
		scroller.scrollTop += inner.top - outer.top - Math.max(16, (outer.height - inner.height) / 2);
	}

	/** From its beginning, as far as what follows it fills the box. */
	showFrom(item: number): void {
		const scroller = this.scroller.current;
		const element = scroller?.querySelector(`[data-item="${item}"]`);
		if (!scroller || !element) return;
		scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
	}

	render() {
		const { label, className, onScroll, children } = this.props;
		return (
			// biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it with the arrow keys
			<section ref={this.scroller} aria-label={label} tabIndex={0} data-timeline="" onScroll={onScroll} className={className}>
				{children}
			</section>
		);
	}
}

/** How far the newest is below what is seen, in pixels. The origin of such a box is its bottom: further up is below zero. */
export const belowOf = (scroller: Element) => -scroller.scrollTop;
export const aboveOf = (scroller: Element) => scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
export const isAtBottom = (scroller: Element) => belowOf(scroller) < 24;

function firstVisible(scroller: Element): Anchor {
	const edge = scroller.getBoundingClientRect().top;
	for (const element of scroller.querySelectorAll("[data-item]")) {
		const { top, bottom } = element.getBoundingClientRect();
		if (bottom > edge) return { element, top };
	}
	return null;
}

/** Makes a change that lets `element` grow downwards, where the box would let it grow up out of sight. */
export function growDown(element: Element, change: () => void): void {
	const scroller = element.closest("[data-timeline]");
	const before = element.getBoundingClientRect().top;
	change();
	if (scroller) scroller.scrollTop += element.getBoundingClientRect().top - before;
}

/** The same for what an item says of itself, at once. */
export function growing(item: number, change: () => void): void {
	const element = document.querySelector(`[data-item="${item}"]`);
	if (element) growDown(element, () => flushSync(change));
	else change();
}
