import type { Budget, Counters, Spent } from "@salon/core";

/** A budget where it is counted. */
export type OpenBudget = Budget & {
  readonly spend: (who: string, count?: number) => Promise<Spent>;
  readonly takeBack: (who: string, count?: number) => Promise<void>;
  readonly forget: (who: string) => Promise<void>;
};

export function openBudget(counters: Counters, budget: Budget): OpenBudget {
  return {
    ...budget,
    spend: (who, count) => counters.spend(budget, who, count),
    takeBack: (who, count) => counters.takeBack(budget, who, count),
    forget: (who) => counters.forget(budget, who),
  };
}
