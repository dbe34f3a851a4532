"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useCallback, useEffect, useEffectEvent, useState } from "react";
import { connectionState, onConnection } from "@/lib/realtime/connection-state";
import { useToast } from "./use-toast";

type Options<P> = {
	loading?: ReactNode;
	onFail?: (props: P) => void;
	/** Nobody pressed anything for it: nothing is said when it is missing. */
	unasked?: boolean;
};
/** Called when it could not be loaded, which has been said: what waits for it is put back. As an option, for all who show it. */
type OnGone = { onGone?: () => void };

/**
 * A part that is loaded when it is shown first. Without a connection that fails, and so it does when a new version has taken its place: it is
 * said in a sentence, the page stays as it is, and the next time is another try. What is waited for all the same comes with the connection.
 */
export function onDemand<P extends object>(
	load: () => Promise<ComponentType<P>>,
	{ loading = null, onFail, unasked = false }: Options<P> = {},
): ComponentType<P & OnGone> {
	let loaded: ComponentType<P> | null = null;
	// biome-ignore lint/correctness/noComponentHookFactories: made once for each part, where it is imported
	return function OnDemand({ onGone, ...rest }: P & OnGone) {
		const props = rest as unknown as P;
		const say = useNotLoaded();
		const [Part, setPart] = useState<ComponentType<P> | null>(() => loaded);
		const fail = useEffectEvent(() => {
			if (!unasked) say();
			onFail?.(props);
			onGone?.();
		});
		useEffect(() => {
			let current = true;
			const fetch = () =>
				void load().then(
					(found) => {
						loaded = found;
						if (current) setPart(() => found);
					},
					() => current && fail(),
				);
			fetch();
			const stop = onConnection((change) => change === "reconnected" && fetch());
			window.addEventListener("online", fetch);
			return () => {
				current = false;
				stop();
				window.removeEventListener("online", fetch);
			};
		}, []);
		return Part ? <Part {...props} /> : loading;
	};
}

/** Says that something which is loaded when it is wanted could not be, and what can be done about it. */
export function useNotLoaded(): () => void {
	const t = useTranslations("common");
	const toast = useToast();
	return useCallback(() => {
		const reached = navigator.onLine && connectionState() !== "offline";
		if (reached) toast(t("outdated"), { failed: true, id: "not-loaded", action: { label: t("reload"), onClick: () => window.location.reload() } });
		else toast(t("notLoaded"), { failed: true, id: "not-loaded" });
	}, [t, toast]);
}
