import type { FormField } from "@/db/schema";
import type { FormInput } from "@/lib/forms/schema";

const plain = { hint: "", required: false, name: "", choices: [] };
export const fields: FormField[] = [
	{ ...plain, id: "f1", type: "text", label: "Name", target: "name" },
	{ ...plain, id: "f2", type: "email", label: "Email", required: true, target: "email" },
	{ ...plain, id: "f3", type: "phone", label: "Phone", target: "phone" },
	{ ...plain, id: "f4", type: "text", label: "Order:", target: "field", name: "Order" },
	{ ...plain, id: "f5", type: "select", label: "About", target: "subject", choices: ["Returns", "Other"] },
	{ ...plain, id: "f6", type: "paragraph", label: "Message", required: true, target: "message" },
	{ ...plain, id: "f7", type: "checkbox", label: "I am a business", target: "tag", name: "business" },
	{ ...plain, id: "f8", type: "radio", label: "Language", target: "language", choices: ["it", "en"] },
	{ ...plain, id: "f9", type: "date", label: "When", target: "line" },
];
export const input: FormInput = {
	name: "Support form",
	title: "Ask us",
	intro: "",
	thanks: "We will write to you.",
	language: "en",
	fields,
	inboxId: null,
	sites: [],
};
