export * from "./model.ts";
export { allocationsOf } from "./allocations.ts";
export { explain } from "./explain.ts";
export {
  addDays,
  dayInterval,
  localDateOf,
  renderLocal,
  resolveLocal,
  type ResolvedLocal,
} from "./local-time.ts";
export { refuse } from "./refuse.ts";
export { search } from "./search.ts";
export { isTimeZone } from "./zone.ts";
export type { StaffHours } from "./windows.ts";
export { workingWindows, type StaffRules } from "./working-windows.ts";
