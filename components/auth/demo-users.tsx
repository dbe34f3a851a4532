"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export type DemoUser = { name: string; email: string; password: string; role: "operator" | "admin" };

export function DemoUsers({ users, onChoose }: { users: DemoUser[]; onChoose: (user: DemoUser) => void }) {
	const t = useTranslations("auth.demo");
	const role = useTranslations("common.roles");
	if (users.length === 0) return null;
	return (
		<section aria-labelledby="demo" className="mt-8 rounded-xl border bg-card p-4">
			<h2 id="demo" className="font-semibold">
				{t("title")}
			</h2>
			<p className="mt-0.5 text-muted text-sm">{t("text")}</p>
			<ul className="mt-3 grid gap-2.5">
				{users.map((user) => (
					<li key={user.email} className="flex items-center gap-3">
						<div className="min-w-0 flex-1">
							<div className="truncate">{user.email}</div>
							<div className="text-muted text-xs">
								{role(user.role)} ·{" "}
								{t.rich("password", { password: user.password, code: (text) => <code className="whitespace-nowrap font-sans">{text}</code> })}
							</div>
						</div>
						<Button size="sm" aria-label={t("useNamed", { name: user.name })} onClick={() => onChoose(user)}>
							{t("use")}
						</Button>
					</li>
				))}
			</ul>
		</section>
	);
}
