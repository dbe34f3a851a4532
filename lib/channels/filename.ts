const extensions: Record<string, string> = {
	"image/jpeg": "jpg",
	"image/jpg": "jpg",
	"image/svg+xml": "svg",
	"image/x-icon": "ico",
	"audio/mpeg": "mp3",
	"audio/mp4": "m4a",
	"audio/x-wav": "wav",
	"audio/amr": "amr",
	"video/quicktime": "mov",
	"video/3gpp": "3gp",
	"text/plain": "txt",
	"text/calendar": "ics",
	"text/vcard": "vcf",
	"text/x-vcard": "vcf",
	"application/ics": "ics",
	"application/gzip": "gz",
	"application/msword": "doc",
	"application/vnd.ms-excel": "xls",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
	"message/rfc822": "eml",
};

/** A file name that is safe to show and to save under: no folders, control characters or direction tricks. Made from the type when there is none. */
export function safeFilename(given: string | null, contentType: string, fallback = "attachment"): string {
	const name = (given ?? "")
		.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
		.split(/[/\\]/)
		.at(-1)
		?.trim()
		.replace(/^\.+/, "");
	return name ? shorten(name) : `${fallback}.${extensionOf(contentType)}`;
}

/** A MIME type in lower case without parameters, or application/octet-stream. */
export function safeContentType(given: string | null | undefined): string {
	const type = (given ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
	return /^[a-z0-9][\w.+-]{0,80}\/[\w.+-]{1,80}$/.test(type) ? type : "application/octet-stream";
}

function extensionOf(contentType: string): string {
	const known = extensions[contentType];
	if (known) return known;
	const subtype = contentType.split("/")[1] ?? "";
	return /^[a-z0-9]{2,5}$/.test(subtype) ? subtype : "bin";
}

/** At most 150 characters, keeping the extension, which says what it is. */
function shorten(name: string): string {
	const characters = [...name];
	if (characters.length <= 150) return name;
	const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? "";
	return characters.slice(0, 150 - extension.length).join("") + extension;
}
