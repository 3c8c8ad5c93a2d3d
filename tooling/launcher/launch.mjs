// Plain JavaScript: an older Node cannot read TypeScript, and must be told so in words.
import { existsSync } from "node:fs";

const REQUIRED = 26;

if (Number.parseInt(process.versions.node, 10) < REQUIRED) {
  process.stderr.write(
    `Salon needs Node ${REQUIRED} or newer, and this is ${process.version}. ` +
      "Run it through pnpm, which brings its own: npx -y pnpm@12 install && npx -y pnpm@12 start\n",
  );
  process.exit(1);
}
if (existsSync(".env")) process.loadEnvFile(".env");
await import("./src/main.ts");
