// Loaded into every app before its own code: a launcher that is killed cannot tell its children to end.
process.once("disconnect", () => {
  setTimeout(() => process.exit(1), 10_000).unref();
  process.kill(process.pid, "SIGTERM");
});
// The channel alone is no reason to stay.
process.channel?.unref();
