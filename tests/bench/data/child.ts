// One database, measured in a process of its own. DATABASE_URL says which.
import { closeDatabase } from "@/db";
import { conversationFigures } from "./conversation";
import { crowdFigures, customerFigures } from "./customers";
import { ingestFigures } from "./ingest";
import { listFigures } from "./list";
import { searchFigures } from "./search";

const suites = {
	list: listFigures,
	conversation: conversationFigures,
	customers: customerFigures,
	crowd: crowdFigures,
	search: searchFigures,
	ingest: ingestFigures,
};
const names = process.argv.slice(2) as (keyof typeof suites)[];
const figures = [];
for (const name of names) figures.push(...(await suites[name]()));
await closeDatabase();
process.send?.(figures);
