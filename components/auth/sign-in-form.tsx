"use client";

import { useTranslations } from "next-intl";
import { useActionState, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signIn } from "@/lib/auth/actions";
import { type DemoUser, DemoUsers } from "./demo-users";
import { PasswordInput } from "./password-input";

/** Works before (and without) JavaScript: then the server sends the page back with what was typed. */
export function SignInForm({ next, demo }: { next: string | undefined; demo: DemoUser[] }) {
	const t = useTranslations("auth");
	const [state, submit, pending] = useActionState(signIn, null);
	const [email, setEmail] = useState(state?.values.email ?? "");
	const [password, setPassword] = useState("");
	const form = useRef<HTMLFormElement>(null);
	const failure = state?.result.ok === false ? state.result : undefined;

	useEffect(() => {
		if (failure) form.current?.querySelector<HTMLInputElement>("[aria-invalid], [name=password]")?.focus();
	}, [failure]);

	return (
		<>
			<form ref={form} action={submit} noValidate className="grid gap-4">
				<input type="hidden" name="next" value={next ?? ""} />
				<Field label={t("email")} error={failure?.fields?.email}>
					{(control) => (
						<Input
							{...control}
							name="email"
							type="email"
							inputMode="email"
							autoComplete="username"
							autoCapitalize="none"
							spellCheck={false}
							value={email}
							onChange={(event) => setEmail(event.target.value)}
						/>
					)}
				</Field>
				<Field label={t("password")} error={failure?.fields?.password}>
					{(control) => (
						<PasswordInput
							{...control}
							name="password"
							autoComplete="current-password"
							value={password}
							onChange={(event) => setPassword(event.target.value)}
						/>
					)}
				</Field>
				{failure && !failure.fields && (
					<p role="alert" className="rounded-lg bg-danger-fill px-3 py-2 text-danger-text text-sm">
						{failure.error}
					</p>
				)}
				<Button type="submit" variant="solid" size="lg" loading={pending} className="mt-1 w-full">
					{t("submit")}
				</Button>
			</form>
			<DemoUsers
				users={demo}
				onChoose={(user) => {
					setEmail(user.email);
					setPassword(user.password);
				}}
			/>
		</>
	);
}
