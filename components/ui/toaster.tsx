"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { whenWanted } from "./toasts";

const ToastList = dynamic(() => import("./toast-list").then((module) => module.ToastList), { ssr: false });

/** Where toasts appear. What draws them is loaded with the first one. */
export function Toaster() {
	const [wanted, setWanted] = useState(false);
	useEffect(() => whenWanted(() => setWanted(true)), []);
	return wanted && <ToastList />;
}
