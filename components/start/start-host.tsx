"use client";

import { useEffect, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Recipient } from "@/lib/customers/create";
import { whenStartWanted } from "./wanted";

const StartDialog = onDemand(() => import("./start-dialog").then((module) => module.StartDialog));

/** Where conversations are begun, on every page. What shows it is loaded when somebody wants to. */
export function StartHost({ userId }: { userId: number }) {
	const [wanted, setWanted] = useState<{ to: Recipient | null; open: boolean }>();
	useEffect(() => whenStartWanted((to) => setWanted({ to, open: true })), []);
	if (!wanted) return null;
	const { to, open } = wanted;
	return <StartDialog userId={userId} to={to} open={open} onOpenChange={(next) => setWanted({ to, open: next })} onGone={() => setWanted(undefined)} />;
}
