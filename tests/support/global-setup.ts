import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { databaseUrl, startCluster } from "./cluster";

declare module "vitest" {
	export interface ProvidedContext {
		databaseServer: string;
		/** A directory that is deleted with the server. */
		temporary: string;
	}
}

/** Migrated once; every test file copies it in a fraction of a second. */
export const templateName = "template_migrated";

export default async function setup(project: TestProject) {
	const cluster = await startCluster();
	const server = postgres(cluster.url, { max: 1, onnotice: () => {} });
	await server`create database ${server(templateName)}`;
	await migrateDatabase(databaseUrl(cluster.url, templateName));
	await server.end();
	project.provide("databaseServer", cluster.url);
	project.provide("temporary", cluster.home);
	return cluster.stop;
}
