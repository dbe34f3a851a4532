import "server-only";
import sanitize from "sanitize-html";
import { countTags, maxLength, maxTags } from "./limits";
import { quoteMark } from "./quote-marks";
import { postgresSafe } from "./text";

const tags =
	"a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr";

/** Tags whose content is no text for people: it goes with them. */
const silentTags = "script style textarea option noscript title template xmp iframe noembed noframes plaintext svg math object select audio video";

const styles =
	"color background-color background font font-family font-size font-style font-weight font-variant line-height letter-spacing text-align text-decoration text-decoration-line text-indent text-transform vertical-align white-space word-break word-wrap overflow-wrap margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom padding-left border border-top border-right border-bottom border-left border-color border-style border-width border-radius border-collapse border-spacing width min-width max-width height min-height max-height display float clear list-style list-style-type direction opacity table-layout box-sizing";

/** No url(), expression(), @import, escapes or comments: of functions only colours and sums. */
const styleValue = /^(?:[^()\\<>{};@]|(?:rgba?|hsla?|calc)\([^()\\<>{};@]{0,100}\)){1,300}$/i;

const link = /^(?:https?:\/\/|mailto:|tel:)/i;
const image = /^(?:https?:\/\/|cid:|data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$)/i;

const anywhere = ["style", "dir", "lang", "title", "align", "valign", "bgcolor", "width", "height"];

const options = {
	allowedTags: tags.split(" "),
	nonTextTags: silentTags.split(" "),
	disallowedTagsMode: "discard",
	allowedAttributes: {
		"*": anywhere,
		a: ["href", "target", "rel"],
		img: ["src", "alt", "border"],
		table: ["border", "cellpadding", "cellspacing"],
		td: ["colspan", "rowspan", "nowrap"],
		th: ["colspan", "rowspan", "nowrap", "scope"],
		col: ["span"],
		colgroup: ["span"],
		ol: ["start", "type", "reversed"],
		ul: ["type"],
		li: ["value"],
		font: ["color", "face", "size"],
		time: ["datetime"],
	},
	allowedStyles: { "*": Object.fromEntries(styles.split(" ").map((property) => [property, [styleValue]])) },
	allowedSchemes: ["http", "https", "mailto", "tel"],
	allowedSchemesByTag: { img: ["http", "https", "cid", "data"] },
	allowProtocolRelative: false,
	transformTags: { a: safeLink, img: safeImage },
} satisfies sanitize.IOptions;

/** The same, and the class of an element says what it is to the recogniser of quotes, and nothing else. */
const markedOptions: sanitize.IOptions = {
	...options,
	allowedAttributes: { ...options.allowedAttributes, "*": [...anywhere, "class"] },
	transformTags: { ...options.transformTags, "*": marked },
};

/**
 * A mail's HTML without anything that runs, submits, frames or escapes its box, for the sandboxed frame (OWASP XSS evasion sheet, mXSS).
 * Only absolute addresses remain: a relative one would be asked of our own origin. Images inside the mail keep their `cid:` address, which
 * the frame's route replaces; remote ones stay, and the frame's own policy decides whether they load.
 * Null when it is too large or has too many tags to be cleaned in reasonable time. `withMarks`: for foldedHtml.
 */
export function safeHtml(html: string, withMarks = false): string | null {
	if (html.length > maxLength || countTags(html) > maxTags) return null;
	return postgresSafe(sanitize(postgresSafe(html), withMarks ? markedOptions : options)).trim();
}

function marked(tagName: string, attributes: sanitize.Attributes): sanitize.Tag {
	const mark = quoteMark(attributes);
	return { tagName, attribs: { ...without(attributes, ["class"]), ...(mark && { class: mark }) } };
}

function safeLink(tagName: string, attributes: sanitize.Attributes): sanitize.Tag {
	const { href = "", ...rest } = attributes;
	if (!link.test(href.trim())) return { tagName, attribs: without(rest, ["target", "rel"]) };
	return { tagName, attribs: { ...rest, href: href.trim(), target: "_blank", rel: "noopener noreferrer nofollow" } };
}

function safeImage(tagName: string, attributes: sanitize.Attributes): sanitize.Tag {
	const { src = "", ...rest } = attributes;
	const address = src.trim();
	return { tagName, attribs: image.test(address) ? { ...rest, src: contentAddress(address) } : rest };
}

/** `cid:` with the Content-ID as the part names it (RFC 2392 escapes it in addresses). */
function contentAddress(address: string): string {
	if (!/^cid:/i.test(address)) return address;
	return `cid:${decodeContentId(address.slice(4))}`;
}

/** The Content-ID that a `cid:` address names. */
export function decodeContentId(escaped: string): string {
	try {
		return decodeURIComponent(escaped).replace(/[<>\s"]/g, "");
	} catch {
		return escaped.replace(/[<>\s"]/g, "");
	}
}

function without(attributes: sanitize.Attributes, names: string[]): sanitize.Attributes {
	return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
}
