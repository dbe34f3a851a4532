import { webhookProviders } from "@/db/schema";
import { acceptWebhook } from "@/lib/webhooks/accept";

export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }) {
	const { provider: name } = await params;
	const provider = webhookProviders.find((known) => known === name);
	if (!provider) return new Response("no such provider", { status: 404 });
	return acceptWebhook(provider, `/api/webhooks/${provider}${new URL(request.url).search}`, request);
}
