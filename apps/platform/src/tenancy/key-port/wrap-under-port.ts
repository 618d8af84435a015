/** Puts the customer's layer onto a data key and takes it off again before anybody relies on it: what can't be opened is not stored. */
import { equalBytes } from '@gamut/crypto/mac';
import type { NamedKey } from '@gamut/crypto/envelope';
import { KeyPortFailure, wrappedCharactersMax, type KeyPort, type PortName } from './key-port.ts';

/** @throws KeyPortFailure */
export async function wrapUnderPort(
  ports: ReadonlyMap<string, KeyPort>,
  tenantId: string,
  { service, keyName }: PortName,
  { key }: NamedKey,
): Promise<string> {
  const port = ports.get(service);
  if (port === undefined)
    throw new KeyPortFailure('unreachable', 'its key service is not configured in this process');
  const theirs = await port.wrap(tenantId, keyName, key);
  if (theirs.length === 0 || theirs.length > wrappedCharactersMax)
    throw new KeyPortFailure('wrong', 'the key service wrapped the key into something that cannot be kept');
  const back = await port.unwrap(tenantId, keyName, theirs);
  const same = equalBytes(back, key);
  back.fill(0);
  if (same) return theirs;
  throw new KeyPortFailure('wrong', 'the key service gave back another key than it was given');
}
