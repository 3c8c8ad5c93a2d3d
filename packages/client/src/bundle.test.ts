import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

const APP = `
  import { callWith, createSalonClient, problemOf } from "@salon/client";
  const client = createSalonClient({ url: location.origin });
  client.bookings.get.query({ bookingId: "1" }, callWith({ bookingToken: "2" })).catch(problemOf);
`;

const OWN = /\/node_modules\/|\/packages\/client\/src\//;
const SERVERS = /drizzle|fastify|postgres|pg-boss|better-auth|\/zod\/|\/packages\/(?!client\/)/;

/** Bundles an app for the browser, and looks for what has no business there. */
async function bundle(app: string) {
  await using build = await rolldown({
    input: "app",
    platform: "browser",
    external: [/^node:/],
    plugins: [
      {
        name: "app",
        resolveId(id) {
          if (id === "app") return id;
          const [, own] = /^@salon\/(\w+)$/.exec(id) ?? [];
          return own ? `${import.meta.dirname}/../../${own}/src/index.ts` : null;
        },
        load: (id) => (id === "app" ? app : null),
      },
    ],
  });
  const { output } = await build.generate({ format: "esm", minify: true });
  const chunks = output.filter((file) => file.type === "chunk");
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => id !== "app");
  return {
    code: chunks.map((chunk) => chunk.code).join(""),
    modules,
    strange: modules.filter((id) => SERVERS.test(id) || !OWN.test(id)),
    imports: chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
  };
}

test("a browser's bundle holds nothing of the server", async () => {
  const { code, modules, strange, imports } = await bundle(APP);
  expect(modules.length).toBeGreaterThan(10);
  expect(strange).toEqual([]);
  expect(imports).toEqual([]);
  expect(code).not.toMatch(/node:|drizzle|fastify|postgres/);
  const size = gzipSync(code).length;
  process.stdout.write(`The client in a browser: ${code.length} bytes, ${size} compressed.\n`);
  expect(size).toBeLessThan(25_000);
});

test("the look at a bundle sees what should not be there", async () => {
  const { strange } = await bundle(`import { REASONS } from "@salon/contracts"; export default REASONS;`);
  expect(strange.some((id) => id.endsWith("/contracts/src/reasons.ts"))).toBe(true);
});
