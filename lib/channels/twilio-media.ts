import "server-only";
import { env } from "@/lib/env";
import { DownloadError, download } from "./download";
import { safeContentType, safeFilename } from "./filename";
import type { InboundFile } from "./provider";

/** Twilio's own limits for MMS and WhatsApp. */
const maxFiles = 10;
const maxBytes = 16 * 1024 * 1024;

/** The files of a message, one after the other. What is lost for good is kept by name with the reason; throws on what may pass. */
export async function mediaOf(form: Record<string, string | string[]>, count: number): Promise<InboundFile[]> {
	const files: InboundFile[] = [];
	for (let index = 0; index < Math.min(count, maxFiles); index++) {
		const [url, type] = [form[`MediaUrl${index}`], form[`MediaContentType${index}`]];
		if (typeof url === "string") files.push(await fetchMedia(url, safeContentType(typeof type === "string" ? type : null), index + 1));
	}
	return files;
}

async function fetchMedia(url: string, contentType: string, position: number): Promise<InboundFile> {
	const file = { filename: safeFilename(null, contentType, `${contentType.split("/")[0]}-${position}`), contentType };
	try {
		return { ...file, content: await download(onConfiguredHost(url), { maxBytes, origin: env().TWILIO_BASE_URL, authorization: basicAuth() }) };
	} catch (error) {
		if (!(error instanceof DownloadError) || error.reason === "network") throw error;
		return { ...file, skipped: error.reason };
	}
}

/** Media lives on Twilio's API host, which may be configured to be another. */
function onConfiguredHost(address: string): string {
	if (!URL.canParse(address)) return address;
	const { hostname, pathname, search } = new URL(address);
	return hostname === "api.twilio.com" ? `${env().TWILIO_BASE_URL.replace(/\/$/, "")}${pathname}${search}` : address;
}

function basicAuth(): string {
	const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = env();
	return `Basic ${Buffer.from(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`).toString("base64")}`;
}
