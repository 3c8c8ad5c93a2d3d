export { fileJudge } from "./file-judge.ts";
export { openFileStore, type StoreConfig } from "./file-store.ts";
