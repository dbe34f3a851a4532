import "server-only";
import { randomBytes, randomInt, randomUUID } from "node:crypto";

export const uuid = () => randomUUID();

/** A Twilio identifier: two letters and 32 hexadecimal digits. */
export const sid = (prefix: "SM" | "MM" | "ME") => prefix + randomBytes(16).toString("hex");

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Svix's message id: the same for every attempt of one webhook. */
export const svixId = () => `msg_${Array.from({ length: 27 }, () => letters[randomInt(letters.length)]).join("")}`;

/** The Message-ID that Amazon SES, which carries Resend's mail, puts on everything it sends. */
export const sesMessageId = () => `<0102${Date.now().toString(16).padStart(12, "0")}-${randomUUID()}-000000@eu-west-1.amazonses.com>`;
