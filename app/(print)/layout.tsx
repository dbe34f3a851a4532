import "./print.css";
import type { ReactNode } from "react";

/** A sheet of paper and nothing around it. */
export default function PrintLayout({ children }: { children: ReactNode }) {
	return <div className="paper min-h-dvh">{children}</div>;
}
