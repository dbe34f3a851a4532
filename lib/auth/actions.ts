"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction, publicAction } from "@/lib/action";
import { DomainError } from "@/lib/errors";
import { SignInRefused, signIn as startSession, signOut as stopSession } from "./next-auth";
import { signInSchema } from "./schema";
import { pathInside } from "./sign-in-path";

export const signIn = formAction(
	publicAction(signInSchema, async ({ email, password, next }) => {
		await startSession("credentials", { email, password, redirect: false }).catch((error) => {
			throw error instanceof SignInRefused ? new DomainError(error.reason) : error;
		});
		redirect(pathInside(next) ?? "/inbox");
	}),
);

export const signOut = publicAction(z.looseObject({}), async () => {
	await stopSession({ redirect: false });
	redirect("/sign-in");
});
