/**
 * Secrets at rest, live: a value is sealed with this tenant's own data key and opened again; changed in any place, or moved to
 * another row, column or purpose, it must not open. That another tenant's place refuses it is tried with a key of the moment,
 * because no other tenant's key is touched for this tenant's question.
 */
import { openText, sealValue, type NamedKey, type Place } from '@gamut/crypto/envelope';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';
import type { SealedPlace } from '../../../tenancy/sealed-columns.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { failed, verified, type CheckAnswer } from './security-check.ts';

const own: SealedPlace = { table: 'approvals', column: 'arguments_sealed', row: 'security-check' };
/** The same value, elsewhere: none of these may open it. */
const elsewhere: readonly (readonly [string, SealedPlace])[] = [
  ['another row', { ...own, row: 'security-check-2' }],
  ['another table', { table: 'decisions', column: 'arguments_sealed', row: own.row }],
  ['another purpose', { table: 'webhook_endpoints', column: 'secret_sealed', row: own.row }],
];

export function checkKey(sealer: TenantSealer, random: RandomBytes): CheckAnswer {
  const value = encodeBase64url(random(24));
  const sealed = sealer.seal(own, value);
  if (sealed.includes(value)) return failed('what was sealed can be read in the envelope');
  if (sealer.open(own, sealed) !== value) return failed('what was sealed did not come back');
  const tampered = mutantsOf(sealed);
  const opened = [
    ...tampered.filter((mutant) => opens(() => sealer.open(own, mutant))).map(() => 'changed by one bit'),
    ...elsewhere.filter(([, place]) => opens(() => sealer.open(place, sealed))).map(([name]) => `in ${name}`),
    ...(opensForAnotherTenant(random) ? ['in another tenant'] : []),
  ];
  if (opened.length > 0) return failed(`a sealed value opened ${opened[0] ?? ''}`);
  return verified(
    `AES-256-GCM with this tenant’s key: opened in its place; refused ${String(tampered.length)} times changed, in another row, table, purpose and tenant`,
  );
}

function opens(open: () => string): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}

/** One bit changed at the start, in the middle and at the end of what is authenticated, and one byte left out. */
function mutantsOf(sealed: string): string[] {
  const cut = sealed.lastIndexOf('.') + 1;
  const bytes = decodeBase64url(sealed.slice(cut));
  if (bytes === undefined) return [];
  const flipped = [0, bytes.length >> 1, bytes.length - 1].map((at) =>
    bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
  );
  return [...flipped, bytes.slice(0, -1)].map((mutant) => sealed.slice(0, cut) + encodeBase64url(mutant));
}

function opensForAnotherTenant(random: RandomBytes): boolean {
  const key: NamedKey = { id: 'security-check', key: random(32) };
  const place: Place = {
    tenant: 'this',
    table: own.table,
    column: own.column,
    row: own.row,
    purpose: 'record',
  };
  const sealed = sealValue(key, place, 'canary', random);
  return opens(() => openText(() => key, { ...place, tenant: 'another' }, sealed));
}
