import type { Language } from "@/db/schema";
import type { CustomerKey, DemoCustomer } from "./customers";
import type { InboxKey, OperatorKey } from "./people";

/** "8m", "3.5h", "12d". */
export type Span = `${number}${"m" | "h" | "d"}`;
/** How long after the turn before it; a plausible while when left out. */
type Wait = "" | `+${Span} `;
type Deed = "flags" | "unflags" | "archives" | "reopens" | "reads" | "marks unread" | `assigns ${string}`;

/**
 * One line of a conversation, as in a play:
 * `> Hola` the customer writes; `>> Hola` the same above a quote of our answer; `auto> …` their out-of-office does;
 * `jorge: Hola` answers; `jorge notes: …` for the staff; `bot: …` and `automation: …` speak by themselves;
 * `lucia assigns jorge, marta`, `lucia flags`, `jorge archives`…
 * Files go in brackets at the end of a customer's line: `> La foto: [pata.png]`. `\n` begins a new line, twice a new paragraph.
 */
export type Turn =
	| `${Wait}${"" | "auto"}> ${string}`
	| `${Wait}>> ${string}`
	| `${Wait}${OperatorKey | "bot" | "automation"}: ${string}`
	| `${Wait}${OperatorKey} notes: ${string}`
	| `${Wait}${OperatorKey} ${Deed}`;

/** Somebody who is in no customer list until they write. */
export type Stranger = Pick<DemoCustomer, "email" | "phone"> & { name: string | null; language: Language };

export type Story = {
	who: CustomerKey | Stranger;
	to: InboxKey;
	/** How long ago the last turn was. */
	last: Span;
	subject?: string;
	/** What began it, when it was not the customer's own message to us. */
	source?: { source: "form" | "automation"; name: string };
	/** Of the customer's first mail. */
	mail?: { cc?: string[]; html?: string; headers?: Record<string, string> };
	turns: Turn[];
};
