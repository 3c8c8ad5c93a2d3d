import type { Db, Tx } from "@salon/db";
import type { Actor, RequestInfo } from "../context.ts";
import { DomainError } from "../errors.ts";
import { openAnswer, sealAnswer, sealedKey } from "./seal.ts";
import { claimKey, findRights, hasAnswer, storeAnswer } from "./queries.ts";

type Asking = { readonly actor: Actor; readonly request: RequestInfo };
type Answered<T> = { readonly answer: T; readonly rights: readonly string[] };

/**
 * Does `work` once for a key: the same key and input again get the first answer, as long as who asks has all the rights
 * that they had then: it may hold a secret. The key's row commits with the effect. Throws `idempotency_mismatch` for
 * other input, `idempotency_in_flight` while the first is still running, `forbidden`.
 */
export async function answerOnce<T>(tx: Tx, { actor, request }: Asking, work: () => Promise<T>): Promise<T> {
  if (!request.idempotency) return work();
  const key = sealedKey(request.idempotency);
  const earlier = await claimKey(tx, key);
  if (earlier) {
    if (!earlier.input.equals(key.input)) throw new DomainError("idempotency_mismatch", MISMATCH);
    const { answer, rights } = openAnswer<Answered<T>>(key, earlier.answer);
    const present = await findRights(tx, actor);
    if (!rights.every((right) => present.includes(right))) throw new DomainError("forbidden", LOST);
    request.onReplay();
    return answer;
  }
  const answer = await work();
  // Those that are left: who has just left a salon is told so again.
  const answered: Answered<T> = { answer, rights: await findRights(tx, actor) };
  await storeAnswer(tx, key, sealAnswer(key, answered));
  return answer;
}

/** Whether a request was answered before, and will be answered with that. */
export async function isAnswered(db: Db, { idempotency }: RequestInfo): Promise<boolean> {
  return idempotency !== null && (await hasAnswer(db, sealedKey(idempotency)));
}

const MISMATCH = "This Idempotency-Key was used for another request.";
const LOST = "You have fewer rights than when this was answered: it is not told again.";
