/** The languages that are offered, as BCP 47 tags; what else a customer may speak can be written. */
const offered =
	"es ca eu gl en it fr de pt nl pl ro uk ru bg cs sk hu hr sr sl sq el tr ar he fa ur hi bn pa zh ja ko vi th id ms tl sv no da fi is et lv lt ga mt hy ka az kk sw am";

export const offeredLanguages: readonly string[] = offered.split(" ");
