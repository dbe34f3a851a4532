import fs from "node:fs";
import path from "node:path";

/** An import as written in `file`. `target`: a path from the root without its ending, or a package's name. */
export type Import = { file: string; target: string; typeOnly: boolean };

const folders = ["app", "components", "db", "lib", "scripts"];

/** Every TypeScript file of the product, as paths from the root. */
export function sources(): string[] {
	const found = folders
		.filter((folder) => fs.existsSync(folder))
		.flatMap((folder) => fs.readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`));
	return [...found, "middleware.ts"].filter((file) => /\.tsx?$/.test(file) && fs.existsSync(file)).sort();
}

export const read = (file: string) => fs.readFileSync(file, "utf8");

/** Static, dynamic and side-effect imports and re-exports, in the form that the formatter leaves them in. */
export function importsOf(file: string): Import[] {
	const text = read(file);
	const named = [...text.matchAll(/^(?:import|export)\s+([^;"']*?)\s+from\s+"([^"]+)"/gm)].map(([, names = "", target = ""]) => ({ names, target }));
	const bare = [...text.matchAll(/(?:^import\s+|\bimport\()"([^"]+)"/gm)].map(([, target = ""]) => ({ names: "", target }));
	return [...named, ...bare].map(({ names, target }) => ({ file, target: resolve(file, target), typeOnly: isTypeOnly(names) }));
}

function resolve(file: string, target: string): string {
	if (target.startsWith("@/")) return target.slice(2);
	return target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : target;
}

function isTypeOnly(names: string): boolean {
	if (names.startsWith("type ")) return true;
	const inside = names
		.match(/^\{(.*)\}$/s)?.[1]
		?.split(",")
		.filter((name) => name.trim());
	return Boolean(inside?.length) && inside!.every((name) => name.trim().startsWith("type "));
}
