import { openRuntime, readConfig } from "@salon/runtime";
import { buildServer } from "./build-server.ts";
import { endGracefully } from "./end-gracefully.ts";
import { PAYMENT_PROVIDERS } from "./payment-providers.ts";

try {
  const config = readConfig(process.env);
  const runtime = await openRuntime(config, "server", { paymentProviders: PAYMENT_PROVIDERS });
  const app = await buildServer(runtime, config);
  endGracefully(app, runtime, config);
  await app.listen({ port: config.port, host: config.host });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
