/** Codes of what may be refused, each with a sentence per language under `errors` in lib/i18n/messages. */
export const errorCodes = [
	"notSignedIn",
	"notAllowed",
	"notFound",
	"invalidInput",
	"wrongCredentials",
	"tooManyAttempts",
	"customerHasNoAddress",
	"channelNotConnected",
	"emptyMessage",
	"subjectMissing",
	"messageTooLong",
	"noRecipient",
	"alreadySent",
	"timeNotAhead",
	"notRetryable",
	"userNotActive",
	"emailTaken",
	"alreadyInvited",
	"invitationOver",
	"lastAdmin",
	"notYourself",
	"wrongPassword",
	"noSystemMail",
	"notAPushService",
	"alreadyProcessed",
	"sandboxOff",
	"viewNameTaken",
	"tooManyViews",
	"snoozeInPast",
	"otherChannel",
	"changedMeanwhile",
	"tooManyTags",
	"tooManyFields",
	"tooManyAddresses",
	"notAPicture",
	"pictureTooLarge",
	"tooManyFiles",
	"filesTooLarge",
	"fileRefused",
	"fileEmpty",
	"fileGone",
	"templateNameTaken",
	"templateChanged",
	"notTemplates",
	"tooManyTemplates",
	"unfilledVariables",
	"addressTaken",
	"passwordMissing",
	"secretMissing",
	"saveFirst",
	"unexpected",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected refusal: reaches the person as a sentence in their language, and no log. */
export class DomainError extends Error {
	constructor(
		readonly code: ErrorCode,
		readonly params: Record<string, string | number> = {},
	) {
		super(code);
		this.name = "DomainError";
	}
}
