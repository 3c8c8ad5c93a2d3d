import ipaddr from "ipaddr.js";

/**
 * Whom an address belongs to, as far as one can tell. Who has one IPv6 address has 2^64 of them: those of a /64 count
 * as one, as RFC 6177 hands them out.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const known = ipaddr.process(address);
  if (known instanceof ipaddr.IPv4) return known.toString();
  return `${known.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
