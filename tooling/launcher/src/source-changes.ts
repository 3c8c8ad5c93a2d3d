import { readdirSync, statSync, watch } from "node:fs";
import { join, relative } from "node:path";

/** Calls `changed` once for a burst of changes in the sources of packages and apps, never twice at a time. */
export function onSourceChange(root: string, changed: (file: string) => Promise<void>): { close(): void } {
  let busy = false;
  let timer: NodeJS.Timeout | undefined;
  const soon = (file: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => (busy ? soon(file) : void fire(file)), 200);
  };
  const fire = async (file: string) => {
    busy = true;
    await changed(file);
    busy = false;
  };
  const watchers = sourceFolders(root).map((folder) =>
    watch(folder, { recursive: true }, (_event, name) => {
      if (!name || !/\.(ts|json)$/.test(name) || name.endsWith(".test.ts")) return;
      soon(relative(root, join(folder, name)));
    }),
  );
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

function sourceFolders(root: string): string[] {
  return ["packages", "apps"]
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name, "src")))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory());
}
