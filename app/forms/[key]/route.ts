import { postForm, showForm } from "@/components/forms/hosted-answers";

type Props = { params: Promise<{ key: string }> };

/** A form for anybody: no session is asked for, none is looked at. */
export async function GET(request: Request, { params }: Props) {
	return showForm((await params).key, request);
}

export async function POST(request: Request, { params }: Props) {
	return postForm((await params).key, request);
}
