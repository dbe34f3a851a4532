"use client";

import { Camera } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { answered } from "@/components/ui/answered";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { FormFailure } from "@/components/ui/form-failure";
import { deleteAvatar } from "@/lib/users/actions";

type Props = { id: number; name: string; src: string | null };

export function AvatarField({ id, name, src }: Props) {
	const t = useTranslations("profile.avatar");
	const router = useRouter();
	const input = useRef<HTMLInputElement>(null);
	const [error, setError] = useState("");
	const [uploading, setUploading] = useState(false);
	const refresh = useCallback(() => router.refresh(), [router]);
	const [remove, removing] = useAction(deleteAvatar, refresh);

	async function upload(file: File | undefined) {
		if (!file) return;
		setError("");
		setUploading(true);
		const response = await answered(fetch("/api/profile/avatar", { method: "POST", body: file }));
		const answer = await response?.json().catch(() => null);
		setUploading(false);
		if (response?.ok) refresh();
		else setError(answer?.error && response?.status === 422 ? answer.error : t("failed"));
	}

	return (
		<div className="mb-5 flex flex-wrap items-center gap-4">
			<Avatar id={id} name={name} src={src} size={64} />
			<div className="grid gap-1.5">
				<div className="flex flex-wrap gap-2">
					<Button loading={uploading} onClick={() => input.current?.click()}>
						<Camera aria-hidden />
						{t("change")}
					</Button>
					{src && (
						<Button variant="danger-ghost" loading={removing} onClick={() => remove({})}>
							{t("remove")}
						</Button>
					)}
				</div>
				<p className="text-muted text-xs">{t("hint")}</p>
				<FormFailure>{error}</FormFailure>
			</div>
			<input
				ref={input}
				type="file"
				accept="image/jpeg,image/png,image/webp,image/gif"
				aria-label={t("change")}
				tabIndex={-1}
				hidden
				onChange={(event) => {
					void upload(event.target.files?.[0]);
					event.target.value = "";
				}}
			/>
		</div>
	);
}
