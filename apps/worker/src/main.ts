import { createSystemCtx } from "@salon/core";
import { openRuntime, readConfig } from "@salon/runtime";
import closeWithGrace from "close-with-grace";
import { handlersOf } from "./handlers.ts";
import { SCHEDULES } from "./schedule.ts";

try {
  const config = readConfig(process.env);
  const runtime = await openRuntime(config, "worker");
  closeWithGrace({ delay: 9_500, logger: false }, async ({ err }) => {
    if (err) runtime.log.fatal({ err }, "Ending after an error that nobody caught");
    await runtime[Symbol.asyncDispose]();
  });
  const { wake } = await runtime.queue.consume(
    handlersOf((name) => createSystemCtx(runtime, name)),
    SCHEDULES,
  );
  runtime.onNews(wake);
  runtime.log.info("Taking jobs");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
