import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each([
  ["this machine", ["127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "::1", "::"]],
  [
    "private networks",
    ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"],
  ],
  ["a provider's network behind one address", ["100.64.0.1", "100.127.255.255"]],
  ["the link, and a cloud's metadata", ["169.254.169.254", "169.254.0.1", "fe80::1", "fd00:ec2::254"]],
  ["many at once", ["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"]],
  ["documentation and benchmarks", ["192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "2001:db8::1"]],
  ["what is reserved", ["192.0.0.1", "240.0.0.1", "100::1", "4000::1", "fec0::1", "2001:2::1"]],
  [
    "another address written as IPv6",
    ["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::127.0.0.1"],
  ],
  ["tunnels and translations to anywhere", ["64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001::1"]],
  ["what is no address", ["", "localhost", "127.0.0.1.example.com", "::g"]],
])("%s is not the public internet's", (_, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

test("public addresses are, in either family and in the other's writing", () => {
  const addresses = ["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"];
  expect(addresses.filter(isPublicAddress)).toEqual(addresses);
});
