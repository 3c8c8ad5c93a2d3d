import ipaddr from "ipaddr.js";

/** All that is handed out of IPv6 for the public; the library calls what is not handed out unicast too. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an address is the public internet's: not this machine's, its network's, a tunnel's or a reserved one. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const isHandedOut = !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST);
  return isHandedOut && parsed.range() === "unicast";
}
