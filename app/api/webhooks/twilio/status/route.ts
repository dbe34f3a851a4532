import { acceptWebhook } from "@/lib/webhooks/accept";

export function POST(request: Request) {
	return acceptWebhook("twilio", `/api/webhooks/twilio/status${new URL(request.url).search}`, request);
}
