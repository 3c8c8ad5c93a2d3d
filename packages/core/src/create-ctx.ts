import type { Actor, Ctx, Deps, RequestInfo } from "./context.ts";
import { answerOnce } from "./idempotency/index.ts";

/** The context of one request. */
export function createCtx(deps: Deps, actor: Actor, request: RequestInfo): Ctx {
  return {
    ...deps,
    actor,
    request,
    async transact(work) {
      const answer = await deps.begin((tx) => answerOnce(tx, { actor, request }, () => work(tx)));
      deps.announce();
      return answer;
    },
  };
}

/** The context of the platform's own work, such as a job. */
export function createSystemCtx(deps: Deps, name: string): Ctx {
  return createCtx(
    deps,
    { kind: "system", name },
    { id: crypto.randomUUID(), idempotency: null, onReplay: () => undefined },
  );
}
