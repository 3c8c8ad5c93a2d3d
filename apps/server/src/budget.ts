import type { FastifyInstance, FastifyRequest } from "fastify";

export type Spent = { readonly remaining: number; readonly seconds: number; readonly over: boolean };

export type Budget = {
  readonly name: string;
  readonly max: number;
  readonly seconds: number;
  readonly spend: (req: FastifyRequest, key: string) => Promise<Spent>;
};

/** So many in so many seconds for each key, counted in this process. */
export function openBudget(
  app: FastifyInstance,
  { name, max, seconds }: Pick<Budget, "name" | "max" | "seconds">,
): Budget {
  const keys = new WeakMap<FastifyRequest, string>();
  const limit = app.createRateLimit({
    max,
    timeWindow: seconds * 1000,
    keyGenerator: (req) => `${name}:${keys.get(req)}`,
  });
  return {
    name,
    max,
    seconds,
    async spend(req, key) {
      keys.set(req, key);
      const answer = await limit(req);
      if (answer.isAllowed) return { remaining: max, seconds: 0, over: false };
      return { remaining: answer.remaining, seconds: answer.ttlInSeconds, over: answer.isExceeded };
    },
  };
}
