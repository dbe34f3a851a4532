import { acceptWebhook } from "@/lib/webhooks/accept";

export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }) {
	const { provider } = await params;
	return acceptWebhook(provider, `/api/webhooks/${provider}${new URL(request.url).search}`, request);
}
