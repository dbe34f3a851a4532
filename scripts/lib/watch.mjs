import fs from "node:fs";

/** Calls back, once for a burst of saves, when a TypeScript file under one of the folders changes. */
export function watchSources(folders, onChange) {
	let timer;
	for (const folder of folders) {
		fs.watch(folder, { recursive: true }, (_event, file) => {
			if (!file?.endsWith(".ts")) return;
			clearTimeout(timer);
			timer = setTimeout(onChange, 200);
		});
	}
}
