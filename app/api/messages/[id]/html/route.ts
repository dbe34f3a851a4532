import { DomainError } from "@/lib/errors";
import { requestLanguage } from "@/lib/i18n/request";
import { translator } from "@/lib/i18n/translator";
import { idRoute } from "@/lib/id-route";
import { mailDocument } from "@/lib/messages/mail-document";
import { type MailView, mailView } from "@/lib/messages/queries";
import { formattedTranslation } from "@/lib/translation/formatted";

/** `?images=1` also lets images on other servers load; `?translated=1` is in the team's language, or says why it is not. */
export const GET = idRoute(async (id, query) => {
	const mail = await mailView(id);
	const images = query.get("images") === "1";
	return mail && (query.get("translated") === "1" ? translated(id, mail, images) : mailDocument(mail, images));
});

async function translated(id: number, mail: MailView, images: boolean): Promise<Response> {
	try {
		return mailDocument({ ...mail, html: (await formattedTranslation(id)) ?? mail.html }, images);
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		const why = (await translator(await requestLanguage(), "errors"))(error.code, error.params);
		const response = mailDocument({ ...mail, html: `<p role="status"><b>${why}</b></p>${mail.html}` }, images);
		response.headers.set("Cache-Control", "no-store");
		return response;
	}
}
