import { setTimeout as sleep } from "node:timers/promises";
import { RefundRefused } from "@salon/core";
import type { Captured, MoneyBack, PaymentProvider } from "@salon/core";

/** The books of a company that moves money: what it took, and what it gave back by the name under which it was ordered. */
export type Ledger = PaymentProvider & {
  readonly taken: Map<string, Captured>;
  readonly given: Map<string, MoneyBack>;
  /** What happens to the next question: it is not heard, is answered with an error, or its answer is lost. */
  trouble?: "hangs" | "throws" | "loses the answer" | undefined;
};

export function openLedger(): Ledger {
  const taken: Ledger["taken"] = new Map();
  const given: Ledger["given"] = new Map();
  const ledger: Ledger = {
    taken,
    given,
    patienceMs: 200,
    async find(reference) {
      await troubled(ledger);
      return taken.get(reference);
    },
    async refund(back) {
      const { trouble } = ledger;
      if (trouble !== "loses the answer") await troubled(ledger);
      expectGivable(ledger, back);
      given.set(back.id, back);
      if (trouble) await troubled(ledger);
    },
  };
  return ledger;
}

async function troubled(ledger: Ledger): Promise<void> {
  const { trouble } = ledger;
  ledger.trouble = undefined;
  // Longer than anybody waits, and deaf to whoever gives up.
  if (trouble === "hangs") await sleep(400);
  if (trouble) throw new Error(`The ledger ${trouble}`);
}

function expectGivable({ taken, given }: Ledger, back: MoneyBack): void {
  const earlier = given.get(back.id);
  if (earlier?.amountMinor === back.amountMinor) return;
  if (earlier) throw new RefundRefused("This was ordered with another amount");
  const gone = [...given.values()]
    .filter(({ reference }) => reference === back.reference)
    .reduce((sum, { amountMinor }) => sum + amountMinor, back.amountMinor);
  if (gone > (taken.get(back.reference)?.amountMinor ?? 0))
    throw new RefundRefused("It is more than was taken");
}
