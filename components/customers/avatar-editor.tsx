"use client";

import { Camera, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { answered } from "@/components/ui/answered";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import { dropAvatar } from "@/lib/customers/actions";
import { useCustomerReload } from "./customer-reload";

type Props = { customer: { id: number; name: string; avatar: string | null } };

/** The picture, to choose another one or none. */
export function AvatarEditor({ customer: { id, name, avatar } }: Props) {
	const t = useTranslations("customers.record");
	const tc = useTranslations("common");
	const toast = useToast();
	const input = useRef<HTMLInputElement>(null);
	const [sending, setSending] = useState(false);
	const reload = useCustomerReload();
	const [drop, dropping] = useAction(dropAvatar, reload);

	async function send(file: File) {
		setSending(true);
		const answer = await answered(fetch(`/api/customers/${id}/avatar`, { method: "PUT", body: file }));
		setSending(false);
		if (answer?.ok) return void reload();
		const said: { error?: string } | undefined = await answer?.json().catch(() => undefined);
		toast(said?.error ?? tc("actionFailed"), { failed: true });
	}
	return (
		<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
			<Avatar id={id} name={name} src={avatar} size={64} />
			<div className="flex flex-wrap gap-1.5">
				<input
					ref={input}
					type="file"
					accept="image/jpeg,image/png,image/webp,image/gif"
					aria-label={t("choosePicture")}
					hidden
					onChange={(event) => {
						const [file] = event.target.files ?? [];
						event.target.value = "";
						if (file) void send(file);
					}}
				/>
				<Button size="sm" loading={sending} onClick={() => input.current?.click()}>
					<Camera aria-hidden />
					{t(avatar ? "changePicture" : "addPicture")}
				</Button>
				{avatar && (
					<Button size="sm" variant="ghost" loading={dropping} onClick={() => drop({ customerId: id })}>
						<Trash2 aria-hidden />
						{t("removePicture")}
					</Button>
				)}
			</div>
		</div>
	);
}
