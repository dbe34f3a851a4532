/** What a channel carries. `bytes`: of all files of a message together. `types`: beginnings of MIME types; null for any. */
export type FileRules = { most: number; bytes: number; types: readonly string[] | null };
export type FileFacts = { filename: string; contentType: string; size: number };
export type FileRefusal =
	| { code: "tooManyFiles"; params: { most: number } }
	| { code: "filesTooLarge"; params: { megabytes: number } }
	| { code: "fileRefused"; params: { name: string } }
	| { code: "fileEmpty"; params: { name: string } };

/** Of one message or note. */
export const mostFiles = 3;
/** Of one file, and of all of a mail: base64 makes them a third larger, and mail servers stop at 35 MB or so. */
export const mostBytes = 25_000_000;

export const anyFile: FileRules = { most: mostFiles, bytes: mostBytes, types: null };

/**
 * What mail providers refuse to carry, or mail programs to show: programs, scripts, installers, what starts them.
 * https://resend.com/docs/dashboard/emails/attachments, https://support.google.com/mail/answer/6590
 */
const refusedExtensions = new Set(
	(
		"ade adp apk app appx appxbundle asp bas bat cab cer chm cmd com cpl crt csh der dll dmg ex exe fxp gadget grp hlp hpj hta img inf ins iso isp its jar jnlp js jse ksh lib lnk " +
		"mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mjs msc msh msh1 msh1xml msh2 msh2xml mshxml msi msix msixbundle msp mst nsh ops osd pcd pif pkg pl plg prf prg " +
		"ps1 ps1xml ps2 ps2xml psc1 psc2 reg scf scr sct sh shb shs sys tmp url vb vbe vbp vbs vhd vhdx vps vsmacros vss vst vsw vxd ws wsc wsf wsh xll xnk"
	).split(" "),
);
/** The same by their bytes, whatever they are called. */
const refusedTypes = new Set(
	"application/x-msdownload application/vnd.microsoft.portable-executable application/x-elf application/x-mach-binary application/x-msi application/x-ms-shortcut application/java-vm application/vnd.ms-cab-compressed application/vnd.android.package-archive application/x-ms-installer application/x-apple-diskimage".split(
		" ",
	),
);

/** Why these files cannot go on a channel, or null. `inline`: pictures within the text, which weigh but are not counted. */
export function refusalOf(files: FileFacts[], rules: FileRules, inline: FileFacts[] = []): FileRefusal | null {
	const all = [...files, ...inline];
	const empty = all.find((file) => file.size === 0);
	if (empty) return { code: "fileEmpty", params: { name: empty.filename } };
	const refused = all.find((file) => !carried(file, rules));
	if (refused) return { code: "fileRefused", params: { name: refused.filename } };
	if (files.length > rules.most) return { code: "tooManyFiles", params: { most: rules.most } };
	if (all.reduce((sum, file) => sum + file.size, 0) > rules.bytes) return { code: "filesTooLarge", params: { megabytes: Math.floor(rules.bytes / 1_000_000) } };
	return null;
}

function carried({ filename, contentType }: FileFacts, { types }: FileRules): boolean {
	// "invoice.pdf.exe. ": Windows leaves blanks and dots at the end away, and runs it.
	const extension = /\.([^.]+)$/.exec(filename.replace(/[\s.]+$/, ""))?.[1]?.toLowerCase() ?? "";
	if (refusedExtensions.has(extension) || refusedTypes.has(contentType)) return false;
	return types === null || types.some((beginning) => contentType.startsWith(beginning));
}
