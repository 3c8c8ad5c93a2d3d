import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The machine's own browser; undefined where there is none. */
export const BROWSER_PATH = (process.env["PATH"] ?? "")
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(isExecutable);

export type Tab = AsyncDisposable & {
  readonly page: Page;
  /** What the browser had against the pages: errors of scripts, breaches of their policy, requests to other hosts. */
  readonly complaints: readonly string[];
};

/** A browser of somebody's own, as on a first visit. */
export async function openTab(url: string): Promise<Tab> {
  const browser = await chromium.launch({
    ...(BROWSER_PATH && { executablePath: BROWSER_PATH }),
    args: ["--no-sandbox"],
  });
  const page = await browser.newPage({ baseURL: url });
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    // A refusal that the page shows is told here too, as a resource that failed to load.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) complaints.push(request.url());
  });
  return { page, complaints, [Symbol.asyncDispose]: () => browser.close() };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
