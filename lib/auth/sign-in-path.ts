/** Request headers that the middleware sets on every page, so that a layout can know its address. */
export const pathHeader = "x-path";
export const searchHeader = "x-search";

/** Where to sign in, and then go on to the page that was asked for. */
export function signInPath(headers: Headers): string {
	const next = pathInside(`${headers.get(pathHeader) ?? "/"}${headers.get(searchHeader) ?? ""}`);
	return next && next !== "/" ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in";
}

/** A path of this application to go on to after signing in: never another site, however it is spelled. */
export function pathInside(next: string | undefined): string | undefined {
	if (!next?.startsWith("/")) return undefined;
	// The URL parser is what browsers follow: it reads "/\evil.example" and "/<tab>/evil.example" as another host.
	const url = URL.canParse(next, "http://inside.invalid") ? new URL(next, "http://inside.invalid") : undefined;
	if (url?.host !== "inside.invalid" || url.pathname.startsWith("//") || url.pathname === "/sign-in") return undefined;
	return `${url.pathname}${url.search}${url.hash}`;
}
