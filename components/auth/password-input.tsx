"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

export function PasswordInput(props: ComponentProps<typeof Input>) {
	const t = useTranslations("auth");
	const [shown, setShown] = useState(false);
	return (
		<span className="relative block">
			<Input {...props} type={shown ? "text" : "password"} className="pr-10" />
			<IconButton label={t(shown ? "hidePassword" : "showPassword")} onClick={() => setShown(!shown)} className="absolute inset-y-0 right-0.5 my-auto">
				{shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
			</IconButton>
		</span>
	);
}
