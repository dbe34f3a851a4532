/** What was answered, or null when nobody was reached (offline, a server that restarts): the caller says so, and keeps what was typed. */
export function answered<T>(asked: Promise<T>): Promise<T | null> {
	return asked.catch(() => null);
}
