// Loaded into every process that a script starts (node --import): when the parent is gone, however it went, this one ends as well.
if (process.env.END_WITH_PARENT) {
	// Not for what this process starts in its turn: Next's workers live by their own channels.
	delete process.env.END_WITH_PARENT;
	process.once("disconnect", () => {
		process.kill(process.pid, "SIGTERM");
		setTimeout(() => process.exit(1), 3000).unref();
	});
	// Waiting for the parent must not keep alive what would otherwise be done.
	process.channel?.unref();
}
