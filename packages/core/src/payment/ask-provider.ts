import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { RefundRefused } from "../ports.ts";
import type { Captured, MoneyBack, PaymentProvider } from "../ports.ts";

type Asking = Pick<Ctx, "paymentProviders">;

/** Of those who wait, somebody is at a desk. */
const PATIENCE_MS = 10_000;

/** What a provider has taken under a reference. Throws `invalid_input`, `unavailable`. */
export async function findCaptured(
  { paymentProviders }: Asking,
  { provider, reference }: { readonly provider: string; readonly reference: string },
): Promise<Captured | undefined> {
  const asked = paymentProviders.get(provider);
  if (!asked) throw invalidInput("/provider", "unknown_provider", "This server knows no such provider.");
  return patiently(asked, (signal) => asked.find(reference, signal));
}

/** Gives money back. What became of it is not known where this throws `unavailable`: the same again is the same refund. */
export async function giveBack(
  { paymentProviders }: Asking,
  provider: string,
  back: MoneyBack,
): Promise<void> {
  const asked = paymentProviders.get(provider);
  if (!asked) throw unavailable(new Error(`There is no payment provider ${provider}`));
  await patiently(asked, (signal) => asked.refund(back, signal));
}

/** One that does not heed the signal is not waited for either. */
async function patiently<T>(
  { patienceMs = PATIENCE_MS }: PaymentProvider,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(patienceMs);
  const { promise: late, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(signal.reason));
  try {
    return await Promise.race([ask(signal), late]);
  } catch (error) {
    if (error instanceof RefundRefused)
      throw new DomainError("refund_refused", "The payment provider does not give this back.", {}, error);
    throw unavailable(error);
  }
}

function unavailable(cause: unknown): DomainError {
  const message = "The payment provider does not answer: try again, and nothing is done twice.";
  return new DomainError("unavailable", message, { retryAfterSeconds: 5 }, cause);
}
