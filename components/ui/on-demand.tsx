"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useToast } from "./use-toast";

type Options<P> = { loading?: ReactNode; onFail?: (props: P) => void };
/** Called when it could not be loaded, which has been said: what waits for it is put back. As an option, for all who show it. */
type OnGone = { onGone?: () => void };

/**
 * A part that is loaded when it is shown first. Without a connection that fails: it is said in a sentence, the page stays as it is, and the
 * next time is another try.
 */
export function onDemand<P extends object>(load: () => Promise<ComponentType<P>>, { loading = null, onFail }: Options<P> = {}): ComponentType<P & OnGone> {
	let loaded: ComponentType<P> | null = null;
	// biome-ignore lint/correctness/noComponentHookFactories: made once for each part, where it is imported
	return function OnDemand({ onGone, ...rest }: P & OnGone) {
		const props = rest as unknown as P;
		const t = useTranslations("common");
		const toast = useToast();
		const [Part, setPart] = useState<ComponentType<P> | null>(() => loaded);
		const fail = useEffectEvent(() => {
			toast(t("notLoaded"), { failed: true, id: "not-loaded" });
			onFail?.(props);
			onGone?.();
		});
		useEffect(() => {
			let current = true;
			void load().then(
				(found) => {
					loaded = found;
					if (current) setPart(() => found);
				},
				() => current && fail(),
			);
			return () => {
				current = false;
			};
		}, []);
		return Part ? <Part {...props} /> : loading;
	};
}
