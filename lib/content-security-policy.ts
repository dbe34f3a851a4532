/** Request header that carries the nonce to the layout, for the one inline script of ours. Next finds it in the policy by itself. */
export const nonceHeader = "x-nonce";

/** Only scripts that this answer names by its nonce run, and what those load: a customer's markup that slipped into a page would be dead. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
	return [
		"default-src 'self'",
		// React names the places of errors by eval, in development alone.
		`script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
		// Components place things by style attributes, and no policy can name those one by one.
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		// Where realtime is reached is set for each installation, and may be Pusher's.
		"connect-src 'self' ws: wss:",
		// The one that shows pushes.
		"worker-src 'self'",
		"frame-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join("; ");
}
