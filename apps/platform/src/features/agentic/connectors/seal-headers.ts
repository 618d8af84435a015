/**
 * Seals a connector's credential headers to Gateway. The platform holds the public half alone: what it takes in here it can
 * never open again, and each value opens only for this tenant, connector, header and origin.
 */
import { headerDestination, sealCredential } from '@gamut/crypto/seal';
import { AppError } from '@gamut/kernel/app-error';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { invalidField } from '../../../http/expected-refusals.ts';

export interface SealingPlace {
  readonly tenant: string;
  readonly connector: string;
  readonly origin: string;
}

/** Headers that say how the message travels, or to whom, are Gateway's own. */
const reserved = new Set([
  'host',
  'content-length',
  'content-type',
  'connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);
const visible = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

export function sealHeaders(
  vaultPublicKey: Uint8Array | null,
  place: SealingPlace,
  headers: Readonly<Record<string, string>>,
  random: RandomBytes,
): Record<string, string> {
  const sealed: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const field = name.toLowerCase();
    const pointer = `/headers/${name}`;
    if (reserved.has(field))
      throw invalidField(pointer, 'is not a credential', 'Leave this header to Gateway.');
    if (!visible.test(value))
      throw invalidField(pointer, 'holds characters that no header can carry', 'Use visible ASCII.');
    if (vaultPublicKey === null)
      throw new AppError(
        'unavailable',
        'No Gateway key is configured, so nobody could open this credential.',
        { fix: 'Set GATEWAY_VAULT_PUBLIC_KEY.', who: 'the operator' },
      );
    if (field in sealed) throw invalidField(pointer, 'is named twice', 'Name each header once.');
    const destination = headerDestination(place.origin, name);
    sealed[field] = sealCredential(
      vaultPublicKey,
      { tenant: place.tenant, connector: place.connector, field, destination },
      value,
      random,
    );
  }
  return sealed;
}
