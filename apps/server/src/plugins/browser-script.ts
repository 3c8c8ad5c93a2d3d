import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Html } from "../html.ts";

/** What runs in the browser of whoever opens a page; named by its hash in the page's content policy. */
export function browserScript(file: `${string}.mjs`): { readonly source: string; readonly element: Html } {
  const source = readFileSync(join(import.meta.dirname, "..", "browser", file), "utf8");
  return { source, element: { markup: `<script type="module">${source}</script>` } };
}
