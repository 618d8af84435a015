/**
 * What proxies write into `X-Forwarded-For`, as plain addresses: some add the caller's port, and each port would count as another caller
 * (ASVS 15.3.4). Behind what is no address nothing is believed: the proxy that wrote it is the caller. The header itself stays, since
 * it tells that the request was forwarded.
 */
import { isIP, isIPv4, isIPv6 } from 'node:net';

export function plainForwardedFor(text: string): string {
  const addresses = text.split(',').map((part) => addressIn(part.trim()));
  return addresses.slice(addresses.lastIndexOf(undefined) + 1).join(', ');
}

function addressIn(text: string): string | undefined {
  if (text.includes('%')) return undefined;
  if (isIP(text) !== 0) return text;
  const inBrackets = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1];
  if (inBrackets !== undefined) return isIPv6(inBrackets) ? inBrackets : undefined;
  const beforePort = /^([^:]+):\d{1,5}$/.exec(text)?.[1];
  return beforePort !== undefined && isIPv4(beforePort) ? beforePort : undefined;
}
