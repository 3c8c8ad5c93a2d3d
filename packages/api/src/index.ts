export type { ApiContext } from "./api-context.ts";
export { apiDocument } from "./document.ts";
export { fileDoor } from "./file-door.ts";
export { markup, type Html } from "@salon/core";
export { problemOf, problemType } from "./problem-of.ts";
export { appRouter, type AppRouter } from "./root.ts";
export { refuse } from "./refuse.ts";
export { TITLES } from "./titles.ts";
export { transformer } from "./transformer.ts";
