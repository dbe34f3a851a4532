"use client";

import { type ComponentType, useEffect, useState } from "react";
import { whenWanted } from "./toasts";

/** What comes before whatever a toast could be about. */
const signsOfLife = ["pointerdown", "keydown", "focusin"] as const;

/**
 * Where toasts appear. What draws them is loaded once somebody does something, ahead of the first one, which may have to say that there is no
 * connection. Where that failed those that wait are shown once there is one.
 */
export function Toaster() {
	const [List, setList] = useState<ComponentType | null>(null);
	useEffect(() => {
		const ended = new AbortController();
		const { signal } = ended;
		const load = () =>
			void import("./toast-list").then(
				({ ToastList }) => {
					setList(() => ToastList);
					ended.abort();
				},
				() => {},
			);
		for (const sign of signsOfLife) window.addEventListener(sign, load, { signal, capture: true, once: true });
		window.addEventListener("online", load, { signal });
		const stop = whenWanted(load);
		return () => {
			ended.abort();
			stop();
		};
	}, []);
	return List && <List />;
}
