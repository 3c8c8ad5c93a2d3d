import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";

/** What some work would answer: it is done in a transaction that is taken back. */
export async function withoutEffect<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await ctx.begin(async (tx): Promise<never> => {
      throw new TakenBack(await work(tx));
    });
  } catch (error) {
    // Thrown by the line above, with what this very work has answered.
    if (error instanceof TakenBack) return error.answer as T;
    throw error;
  }
}

class TakenBack extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super("Not a failure: what was only tried is taken back");
    this.answer = answer;
  }
}
