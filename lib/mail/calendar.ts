import type { DecodedMail } from "./decoded";

const maxBytes = 64 * 1024;

/** What an invitation that came without words says (RFC 5545): what, when, where, who asks. */
export function withCalendarAsText(mail: DecodedMail): DecodedMail {
	if (mail.text.trim() !== "" || mail.html.trim() !== "") return mail;
	const part = mail.parts.find(({ contentType }) => contentType === "text/calendar" || contentType === "application/ics");
	return part ? { ...mail, text: summary(part.content.subarray(0, maxBytes).toString("utf8")) } : mail;
}

function summary(calendar: string): string {
	const unfolded = calendar.replace(/\r?\n[ \t]/g, "");
	const event = /^BEGIN:VEVENT\r?$([\s\S]*?)^END:VEVENT/m.exec(unfolded)?.[1] ?? "";
	const value = (name: string) => unescaped(new RegExp(`^${name}(?:;[^:\\r\\n]{0,500})?:(.{0,2000})$`, "m").exec(event)?.[1] ?? "");
	const when = [...new Set([moment(value("DTSTART")), moment(value("DTEND"))].filter(Boolean))].join(" – ");
	const who = value("ORGANIZER").replace(/^mailto:/i, "");
	return [value("SUMMARY"), when, value("LOCATION"), who, "", value("DESCRIPTION")]
		.join("\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim();
}

/** 20261105T100000Z → 2026-11-05 10:00 UTC. */
function moment(value: string): string {
	return value.replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$/, (_, year, month, day, hour, minute, zone) => {
		const date = `${year}-${month}-${day}`;
		return hour ? `${date} ${hour}:${minute}${zone ? " UTC" : ""}` : date;
	});
}

function unescaped(value: string): string {
	return value.replace(/\\([nN,;\\])/g, (_, character: string) => (/n/i.test(character) ? "\n" : character)).trim();
}
