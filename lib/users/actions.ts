"use server";

import * as z from "zod/mini";
import { action } from "@/lib/action";
import { currentUser } from "@/lib/auth/session";
import { endSessionOf, endSessions } from "@/lib/auth/session-store";
import { keepPreferences } from "@/lib/i18n/preferences";
import { removeAvatar } from "./avatar";
import { deactivateUser, reactivateUser } from "./deactivate";
import { inviteUser, resendInvitation, revokeInvitation } from "./invitations";
import { changePassword, updateProfile } from "./profile";
import { setRole } from "./role";
import {
	deactivateSchema,
	invitationSchema,
	inviteSchema,
	languageSchema,
	passwordSchema,
	profileSchema,
	roleSchema,
	sessionOfSchema,
	sessionSchema,
	themeSchema,
	userSchema,
	writingSchema,
} from "./schema";
import { setUserLanguage } from "./set-language";
import { setWriting } from "./writing";

const nothing = z.looseObject({});
const admin = { role: "admin" } as const;

export const setLanguage = action(languageSchema, async ({ language }, actor) => {
	await setUserLanguage(language, actor);
	await keepPreferences({ language });
});
export const setTheme = action(themeSchema, ({ theme }) => keepPreferences({ theme }));

export const saveProfile = action(profileSchema, async (given, actor) => {
	await updateProfile(given, actor);
	await keepPreferences({ language: given.language, timeZone: given.timeZone });
});
export const savePassword = action(passwordSchema, async (given, actor) => changePassword(given, (await currentUser())?.handle ?? "", actor));
export const deleteAvatar = action(nothing, (_, actor) => removeAvatar(actor));
export const endMySession = action(sessionSchema, ({ handle }, actor) => endSessionOf(actor.user.id, handle));
export const endMyOtherSessions = action(nothing, async (_, actor) => endSessions(actor.user.id, (await currentUser())?.handle));

export const invite = action(inviteSchema, inviteUser, admin);
export const inviteAgain = action(invitationSchema, ({ invitationId }, actor) => resendInvitation(invitationId, actor), admin);
export const takeInvitationBack = action(invitationSchema, ({ invitationId }, actor) => revokeInvitation(invitationId, actor), admin);
export const changeRole = action(roleSchema, ({ userId, role }, actor) => setRole(userId, role, actor), admin);
export const deactivate = action(deactivateSchema, deactivateUser, admin);
export const reactivate = action(userSchema, ({ userId }, actor) => reactivateUser(userId, actor), admin);
export const endSessionOfUser = action(sessionOfSchema, ({ userId, handle }) => endSessionOf(userId, handle), admin);
export const endSessionsOfUser = action(userSchema, ({ userId }) => endSessions(userId), admin);
export const setWritingPreferences = action(writingSchema, setWriting);
