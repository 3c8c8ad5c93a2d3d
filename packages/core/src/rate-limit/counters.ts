/** So many within so many seconds of the first. */
export type Budget = { readonly name: string; readonly max: number; readonly seconds: number };

export type Spent = {
  readonly remaining: number;
  /** Until the whole budget is there again. */
  readonly seconds: number;
  /** Whether nothing was left to spend. */
  readonly over: boolean;
};

/** Counts what everybody spends of a budget, in one process or in all of them. */
export type Counters = {
  /** Spends one or several at once; where fewer are left, all of them are gone and it is over. */
  readonly spend: (budget: Budget, who: string, count?: number) => Promise<Spent>;
  /** Gives back one that was spent, or several. */
  readonly takeBack: (budget: Budget, who: string, count?: number) => Promise<void>;
  /** Gives back all of them. */
  readonly forget: (budget: Budget, who: string) => Promise<void>;
};

/** `count` is one more than the budget where there was nothing left. */
export function spentOf(budget: Budget, count: number, seconds: number): Spent {
  return {
    remaining: Math.max(0, budget.max - count),
    seconds: Math.min(Math.max(1, Math.ceil(seconds)), budget.seconds),
    over: count > budget.max,
  };
}
