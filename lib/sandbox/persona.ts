export type PersonaAddress = { kind: "email" | "phone"; address: string };

/** Who a visitor wants to be, out of what they typed: an email address in lower case, or a number in E.164. Null when it is neither. */
export function personaOf(typed: string): PersonaAddress | null {
	const text = typed.trim().toLowerCase();
	if (/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text)) return { kind: "email", address: text };
	const number = text.replace(/[\s().-]/g, "").replace(/^00/, "+");
	return /^\+[1-9]\d{6,14}$/.test(number) ? { kind: "phone", address: number } : null;
}
