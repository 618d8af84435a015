/**
 * Addresses that a tenant's URL must never reach: this machine, its networks, and every range that is not the public
 * internet (IANA special-purpose registries, RFC 6890), also when written as IPv4 inside IPv6.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';

const forbidden = new BlockList();
const v4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Only 2000::/3 is the public internet; inside it, these are not. */
const v6Inside: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of v4) forbidden.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of v6Inside) forbidden.addSubnet(net, bits, 'ipv6');

/** True for what may not be reached, and for what is no address at all. */
export function isForbiddenAddress(address: string): boolean {
  if (isIP(address) === 0) return true;
  if (isIPv4(address)) return forbidden.check(address, 'ipv4');
  return !publicV6.check(address, 'ipv6') || forbidden.check(address, 'ipv6');
}
