import "server-only";
import pino from "pino";
import { describeError } from "./describe-error";
import { env } from "./env";

let logger: pino.Logger | undefined;

/** Structured lines on standard output. Never bodies, addresses or secrets: ids, codes and counts. */
export function log(): pino.Logger {
	logger ??= pino({ level: env().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } });
	return logger;
}
