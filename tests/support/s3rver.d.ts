declare module "@20minutes/s3rver" {
	type Options = { address: string; port: number; directory: string; silent: boolean; configureBuckets: { name: string; configs: string[] }[] };
	class S3rver {
		constructor(options: Options);
		run(): Promise<{ port: number }>;
		close(): Promise<void>;
	}
	export = S3rver;
}
