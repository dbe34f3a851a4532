/** A refusal with its real status, so that SDKs throw. */
export class HttpError extends Error {
	constructor(
		readonly status: 400 | 401 | 404 | 405 | 413,
		message: string,
	) {
		super(message);
		this.name = "HttpError";
	}
}
