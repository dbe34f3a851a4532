/** On top of every sheet, should they fall apart: whose they are. Only a style rule can write there. */
export function RunningHead({ children }: { children: string }) {
	return <style>{`@page { @top-left { content: "${cssText(children)}"; font: 9pt sans-serif; color: #60646c; } }`}</style>;
}

/** Any text within a CSS string: all but plain letters and digits as code points (CSS Syntax 3, 4.3.7), so that no name ends the string. */
function cssText(text: string): string {
	return text.replace(/[^a-z0-9]/giu, (character) => `\\${character.codePointAt(0)?.toString(16)} `);
}
