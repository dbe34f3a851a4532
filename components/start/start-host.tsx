"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { Recipient } from "@/lib/customers/create";
import { whenStartWanted } from "./wanted";

const StartDialog = dynamic(() => import("./start-dialog").then((module) => module.StartDialog), { ssr: false });

/** Where conversations are begun, on every page. What shows it is loaded when somebody wants to. */
export function StartHost({ userId }: { userId: number }) {
	const [wanted, setWanted] = useState<{ to: Recipient | null; open: boolean }>();
	useEffect(() => whenStartWanted((to) => setWanted({ to, open: true })), []);
	return wanted && <StartDialog userId={userId} to={wanted.to} open={wanted.open} onOpenChange={(open) => setWanted({ ...wanted, open })} />;
}
