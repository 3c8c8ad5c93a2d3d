/** The same choices every time: Lehmer's generator with the constants of Park and Miller's "minimal standard". */
export function chanceFrom(seed: number) {
  let state = seed;
  return {
    /** One of the items; throws where there is none. */
    pick<T>(items: readonly T[]): T {
      state = (state * 48_271) % 2_147_483_647;
      const item = items[state % items.length];
      if (item === undefined) throw new Error("There is nothing to choose from.");
      return item;
    },
  };
}

export type Chance = ReturnType<typeof chanceFrom>;
