import { isIP, type LookupFunction } from "node:net";
import type { LookupAddress } from "node:dns";
import { callbackify } from "node:util";
import { Agent, buildConnector } from "undici";

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Whether an address may be dialled. */
export type MayDial = (address: string) => boolean;

export class AddressNotAllowed extends Error {
  readonly code = "address_not_allowed";
}

const find = callbackify(allowedAddresses);

type Guard = { readonly resolve: Resolve; readonly mayDial: MayDial; readonly timeoutMs: number };

/** Connects to allowed addresses only. What is judged is what is dialled: a name may mean another address by then. */
export function guardedAgent({ resolve, mayDial, timeoutMs }: Guard): Agent {
  const lookup: LookupFunction = (hostname, { all }, callback) =>
    find(hostname, { resolve, mayDial }, (error, addresses) => {
      if (error) callback(error, []);
      else if (all) callback(null, [...addresses]);
      else callback(null, addresses[0].address, addresses[0].family);
    });
  const dial = buildConnector({ lookup, timeout: timeoutMs });
  return new Agent({
    bodyTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    // An address that is written out is never looked up.
    connect: (options, callback) =>
      isAllowedLiteral(options.hostname, mayDial)
        ? dial(options, callback)
        : callback(new AddressNotAllowed(), null),
  });
}

type Addresses = readonly [LookupAddress, ...LookupAddress[]];

/** All of a name's addresses. Throws where one of them is not allowed: which is dialled is not for us to choose. */
export async function allowedAddresses(
  hostname: string,
  { resolve, mayDial }: Pick<Guard, "resolve" | "mayDial">,
): Promise<Addresses> {
  const [first, ...others] = await resolve(hostname);
  if (!first) throw Object.assign(new Error("The name has no address"), { code: "ENOTFOUND" });
  if (![first, ...others].every(({ address }) => mayDial(address))) throw new AddressNotAllowed();
  return [first, ...others];
}

/** Whether a host is a name, or an address that may be dialled. */
export function isAllowedLiteral(host: string, mayDial: MayDial): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  return isIP(address) === 0 || mayDial(address);
}
