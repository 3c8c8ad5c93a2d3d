import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { Captured, MoneyBack, PaymentProvider } from "@salon/core";

/** A company that moves money, at an address. */
export function acmePay(url: string): PaymentProvider {
  return {
    async find(reference, signal) {
      const answer = await fetch(`${url}/payments/${encodeURIComponent(reference)}`, { signal });
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw new Error(`Acme answered ${answer.status}`);
      return (await answer.json()) as Captured;
    },
    async refund(back, signal) {
      const answer = await fetch(`${url}/refunds`, { method: "POST", body: JSON.stringify(back), signal });
      if (!answer.ok) throw new Error(`Acme answered ${answer.status}`);
    },
  };
}

export type Acme = AsyncDisposable & {
  readonly url: string;
  /** What it took, by its reference. */
  readonly taken: Map<string, Captured>;
  /** What it gave back, by the name under which it was ordered. */
  readonly given: Map<string, MoneyBack>;
  /** How often it was told to give something back. */
  orders: number;
  /** Runs once, when money has been given back and nobody knows yet. */
  onGiven?: (() => void) | undefined;
};

/** That company: its books stand outside of everything of ours. */
export async function openAcme(): Promise<Acme> {
  const server = createServer((req, res) => {
    const reference = decodeURIComponent(req.url?.split("/").at(-1) ?? "");
    if (req.method === "GET") return answer(acme.taken.get(reference));
    return void json(req).then((order) => answer(giveBack(order as MoneyBack)));

    function answer(body: unknown): void {
      res.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
      res.end(JSON.stringify(body ?? {}));
    }
  });
  const giveBack = (back: MoneyBack) => {
    acme.orders += 1;
    acme.given.set(back.id, back);
    acme.onGiven?.();
    acme.onGiven = undefined;
    return back;
  };
  await once(server.listen(0, "127.0.0.1"), "listening");
  const acme: Acme = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: new Map(),
    given: new Map(),
    orders: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return acme;
}
