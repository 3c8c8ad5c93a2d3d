import { createSystemCtx } from "@salon/core";
import { openRuntime, readConfig } from "@salon/runtime";
import closeWithGrace from "close-with-grace";
import { handlersOf, LOOPS } from "./handlers.ts";
import { keepRunning } from "./loops.ts";
import { SCHEDULES } from "./schedule.ts";

try {
  const config = readConfig(process.env);
  const runtime = await openRuntime(config, "worker");
  const contextOf = (name: string) => createSystemCtx(runtime, name);
  const loops = keepRunning(LOOPS, {
    contextOf,
    onNews: runtime.onNews,
    onFailure: (loop, err) => runtime.log.error({ loop, err }, "A loop failed"),
  });
  closeWithGrace({ delay: 9_500, logger: false }, async ({ err }) => {
    if (err) runtime.log.fatal({ err }, "Ending after an error that nobody caught");
    await loops[Symbol.asyncDispose]();
    await runtime[Symbol.asyncDispose]();
  });
  const { wake } = await runtime.queue.consume(handlersOf(contextOf), SCHEDULES);
  runtime.onNews(wake);
  runtime.log.info("Taking jobs");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
