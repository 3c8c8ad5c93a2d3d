import type { Tx } from "@salon/db";
import type { RequestInfo } from "../context.ts";
import { DomainError } from "../errors.ts";
import { openAnswer, sealAnswer, sealedKey } from "./seal.ts";
import { claimKey, storeAnswer } from "./queries.ts";

/**
 * Does `work` once for a key: the same key and input again get the first answer. The key's row commits with the
 * effect. Throws `idempotency_mismatch` for other input, `idempotency_in_flight` while the first is still running.
 */
export async function answerOnce<T>(tx: Tx, request: RequestInfo, work: () => Promise<T>): Promise<T> {
  if (!request.idempotency) return work();
  const key = sealedKey(request.idempotency);
  const earlier = await claimKey(tx, key);
  if (earlier) {
    if (!earlier.input.equals(key.input)) throw new DomainError("idempotency_mismatch", MISMATCH);
    request.onReplay();
    return openAnswer<T>(key, earlier.answer);
  }
  const answer = await work();
  await storeAnswer(tx, key, sealAnswer(key, answer));
  return answer;
}

const MISMATCH = "This Idempotency-Key was used for another request.";
