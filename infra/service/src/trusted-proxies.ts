/**
 * Whose word is taken for where a request came from: the addresses of the proxies that the operator names, and nobody's by default. Of
 * `X-Forwarded-For` only what such a proxy wrote counts, so whoever is behind it can't choose an address (ASVS 15.3.4).
 */
import { isIP } from 'node:net';
import { GateFailure } from './start-gates.ts';

/** A network so wide that it would hold callers as well is no list of proxies. */
const prefixMin = { 4: 8, 6: 16 } as const;

/** @throws GateFailure for anything that is not an address or a network of proxies */
export function parseTrustedProxies(name: string, text: string | undefined): readonly string[] {
  const parts = (text ?? '').split(',').map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      if (isProxy(part)) return part;
      throw new GateFailure(
        'config',
        `${name} holds what is no address of a proxy`,
        `set ${name} to addresses or networks, as in 127.0.0.1,10.20.0.0/16`,
      );
    });
}

function isProxy(part: string): boolean {
  const [address = '', prefix, ...more] = part.split('/');
  const family = isIP(address);
  if (more.length > 0 || (family !== 4 && family !== 6) || address.includes('%')) return false;
  if (prefix === undefined) return true;
  const bits = /^[1-9][0-9]{0,2}$/.test(prefix) ? Number(prefix) : 0;
  return bits >= prefixMin[family] && bits <= (family === 4 ? 32 : 128);
}
