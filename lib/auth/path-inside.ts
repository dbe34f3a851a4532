/** A path of this application to go on to after signing in: never another site, however it is spelled. */
export function pathInside(next: string | undefined): string | undefined {
	if (!next?.startsWith("/")) return undefined;
	// The URL parser is what browsers follow: it reads "/\evil.example" and "/<tab>/evil.example" as another host.
	const url = URL.canParse(next, "http://inside.invalid") ? new URL(next, "http://inside.invalid") : undefined;
	if (url?.host !== "inside.invalid" || url.pathname.startsWith("//") || url.pathname === "/sign-in") return undefined;
	return `${url.pathname}${url.search}${url.hash}`;
}
