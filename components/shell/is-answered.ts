/** Milliseconds after which nobody answers. */
const patience = 4000;

/** Whether the application answers: what the router asks for in vain takes the page with it, and all that is typed there. */
export async function isAnswered(): Promise<boolean> {
	try {
		const response = await fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(patience) });
		const { database } = await response.json();
		return database === true;
	} catch {
		return false;
	}
}
