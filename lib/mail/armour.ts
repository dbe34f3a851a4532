import type { DecodedMail } from "./decoded";

const begin = /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: .{1,100}\n){0,3}\n/m;

/** The words of a text that is signed in the text itself (RFC 9580 §7), without what machines read. Nothing is verified. */
export function withoutArmour(mail: DecodedMail): DecodedMail {
	if (!mail.text.includes("-----BEGIN PGP SIGNED MESSAGE-----")) return mail;
	const text = mail.text.replaceAll("\r\n", "\n");
	const start = begin.exec(text);
	const end = start ? text.indexOf("\n-----BEGIN PGP SIGNATURE-----", start.index) : -1;
	if (!start || end === -1) return mail;
	const after = text.indexOf("-----END PGP SIGNATURE-----", end);
	const signed = text.slice(start.index + start[0].length, end).replace(/^- /gm, "");
	return { ...mail, text: `${text.slice(0, start.index)}${signed}${after === -1 ? "" : text.slice(after + "-----END PGP SIGNATURE-----".length)}` };
}
