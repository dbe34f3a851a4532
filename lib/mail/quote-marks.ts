/** What the elements are called that mail programs put around, or above, what they quote: by class, id or name. */
const heads = [
	"gmail_quote gmail_quote_container gmail_attr mcntgmail_quote", // Gmail
	"divrplyfwdmsg appendonsend olk_src_body_section outlookmessageheader stopspelling", // Outlook, for computers and on the web
	"mail-editor-reference-message-container ms-outlook-mobile-reference-message", // Outlook, new and on telephones
	"moz-cite-prefix moz-forward-container moz-email-headers-table", // Thunderbird
	"yahoo_quoted aolreplyheader", // Yahoo, AOL
	"protonmail_quote tutanota_quote", // Proton, Tuta
	"quote reply-intro replysplit zwchr zmail_extra messagereplysection front-blockquote isreplycontent ntes-mailmaster-quote", // GMX, Roundcube, Zimbra, Zoho, Spark, Front, NetEase
]
	.join(" ")
	.split(" ");

const signatures = [
	"gmail_signature signature ms-outlook-mobile-signature ms-outlook-ios-signature moz-signature applemailsignature",
	"protonmail_signature_block protonmail_signature_block-user ymail_android_signature ymail_ios_signature lineBreakAtBeginningOfSignature",
]
	.join(" ")
	.toLowerCase()
	.split(" ");

/** `head`: a quote begins with this element. `signature`: it is one. Null for all others. */
export function quoteMark(attributes: Record<string, string>): "head" | "signature" | null {
	const names = [attributes.class, attributes.id, attributes.name].flatMap((value) => value?.slice(0, 500).toLowerCase().split(/\s+/) ?? []);
	if (names.some((name) => heads.includes(name))) return "head";
	return names.some((name) => signatures.includes(name)) ? "signature" : null;
}
