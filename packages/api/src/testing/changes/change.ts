import type { Actor } from "@salon/core";
import type { Desk } from "../desk.ts";
import type { Caller, Person, TestApi } from "../index.ts";

/** Where a change is tried: a desk, and times of Bea's that nobody has taken yet. */
export type Place = Desk & { readonly api: TestApi; readonly freeTime: () => Date };

/** Somebody about to change something, and what the audit log is to say of it. */
export type Change = { readonly by: Actor; readonly make: (caller: Caller) => Promise<readonly Kept[]> };
export type Prepare = (place: Place) => Change | Promise<Change>;

/** A row of the audit log. Its subject is of the type that its action begins with. */
export type Kept = {
  readonly action: string;
  readonly subjectId: string;
  readonly before: Fields | null;
  readonly after: Fields | null;
  /** What somebody said why. */
  readonly reason?: string;
  /** The salon that it belongs to where that is not the desk's. */
  readonly salonId?: string | null;
};
type Fields = Readonly<Record<string, unknown>>;

export function by({ userId }: Person, make: Change["make"]): Change {
  return { by: { kind: "user", userId, emailVerified: true }, make };
}

export const PERSONAL = "[personal]";
