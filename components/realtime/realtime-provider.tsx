"use client";

import { type ReactNode, useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { connectRealtime, subscribe } from "@/lib/realtime/client";
import type { RealtimeConfig } from "@/lib/realtime/config";
import { type ConnectionState, connectionState, onConnection } from "@/lib/realtime/connection-state";
import { type RealtimeEventName, type RealtimeEvents, staffChannel } from "@/lib/realtime/events";

/** Holds the connection while somebody is signed in. */
export function RealtimeProvider({ config, children }: { config: RealtimeConfig; children: ReactNode }) {
	// A refreshed page brings an equal config in a new object, which is no reason to connect again.
	const [first] = useState(config);
	useEffect(() => connectRealtime(first), [first]);
	return children;
}

/** Calls `handler` with every such event; the latest handler, without subscribing again. */
export function useRealtimeEvent<Name extends RealtimeEventName>(name: Name, handler: (payload: RealtimeEvents[Name]) => void, channel = staffChannel): void {
	const handle = useEffectEvent(handler);
	useEffect(() => subscribe(channel, name, (payload) => handle(payload)), [channel, name]);
}

export function useConnectionState(): ConnectionState {
	return useSyncExternalStore(onConnection, connectionState, () => "connecting");
}

/**
 * Calls `handler` when something may have been missed since what is shown was made: now, and whenever all channels are heard, for the first
 * time or again. Before the first time it waits for that: what is asked for earlier is old again by then. `lost`: there was a connection
 * before.
 */
export function useCatchUp(handler: (lost: boolean) => void): void {
	const handle = useEffectEvent(handler);
	useEffect(() => {
		if (connectionState() !== "connecting") handle(false);
		return onConnection((change) => (change === "online" || change === "reconnected") && handle(change === "reconnected"));
	}, []);
}

/** Calls `handler` when a lost connection is back and all its channels are heard: what happened meanwhile has to be asked for. */
export function useReconnect(handler: () => void): void {
	const handle = useEffectEvent(handler);
	useEffect(() => onConnection((change) => change === "reconnected" && handle()), []);
}
