/**
 * By what a caller is measured: the session or token that they hold once it is one of ours, else the address that they come
 * from, so that made-up credentials buy no measure of their own. Only hashes are kept.
 */
import { isIPv6 } from 'node:net';
import { sha256Hex } from '@gamut/crypto/hash';

export interface Caller {
  readonly address: string;
  /** As control keeps it: the hash of a session's cookie, the MAC of a token. Undefined: the address alone counts. */
  readonly credentialHash: string | undefined;
  /** What else of an address is measured apart: wrong tokens, knocks at the operator's door. */
  readonly door?: string;
}

export interface Measures {
  readonly byCredential: string;
  readonly byAddress: string;
}

export function measuresOf(rateClass: string, { address, credentialHash, door = '' }: Caller): Measures {
  return {
    byCredential: `${rateClass} ${credentialHash ?? 'none'}`,
    byAddress: `${rateClass} ${sha256Hex(`gamut rate limit ${door} ${networkOf(address)}`)}`,
  };
}

/** One machine has 2^64 addresses of IPv6, and they are one caller: its /64 (RFC 6177). */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
