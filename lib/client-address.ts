/** The address that the nearest proxy saw (it appends to the header; Next fills it in when there is no proxy). What stands before can be forged. */
export function clientAddress(headers: Headers): string {
	return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
