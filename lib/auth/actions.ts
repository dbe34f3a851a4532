"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction, publicAction } from "@/lib/action";
import { DomainError } from "@/lib/errors";
import { chooseTimeZone } from "@/lib/i18n/language";
import { requestTimeZone } from "@/lib/i18n/request";
import { acceptInvitation as becomeUser } from "@/lib/users/invitations";
import { SignInRefused, signIn as startSession, signOut as stopSession } from "./next-auth";
import { acceptInvitationSchema, signInSchema } from "./schema";
import { pathInside } from "./sign-in-path";

export const signIn = formAction(
	publicAction(signInSchema, async ({ email, password, next }) => {
		await startSession("credentials", { email, password, redirect: false }).catch((error) => {
			throw error instanceof SignInRefused ? new DomainError(error.reason) : error;
		});
		redirect(pathInside(next) ?? "/inbox");
	}),
);

/** Makes the invited person a user, and signs them in. */
export const acceptInvitation = formAction(
	publicAction(acceptInvitationSchema, async ({ timeZone, ...given }) => {
		const user = await becomeUser({ ...given, timeZone: timeZone ? chooseTimeZone(timeZone) : await requestTimeZone() });
		await startSession("credentials", { email: user.email, password: given.password, redirect: false });
		redirect("/inbox");
	}),
);

export const signOut = publicAction(z.looseObject({}), async () => {
	await stopSession({ redirect: false });
	redirect("/sign-in");
});
