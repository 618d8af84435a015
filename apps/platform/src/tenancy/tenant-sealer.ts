/**
 * Seals and opens in a tenant's declared columns, with the keys that are remembered at that moment. What is sealed is bound to
 * tenant, table, column, row and purpose, so an envelope that is moved does not open. A sealer that was kept while its keys
 * grew old seals nothing more: it can't write under a key that was retired meanwhile.
 */
import { openText, sealValue, type NamedKey, type Place } from '@gamut/crypto/envelope';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { keyTimes } from './key-times.ts';
import type { HeldKey } from './read-tenant-keys.ts';
import { purposeOf, type SealedPlace } from './sealed-columns.ts';

export interface TenantSealer {
  seal(place: SealedPlace, text: string): string;
  /** @throws AppError `integrity_failed` for anything that was not sealed for exactly this place */
  open(place: SealedPlace, sealed: string): string;
}

/** What is remembered of one tenant; it changes under a sealer that is in use. */
export interface KeysInMemory {
  /** Oldest version first. */
  held: { readonly keys: readonly HeldKey[]; readonly readAtMs: number } | undefined;
  /** Withdrawn: nothing may be sealed or opened any more, and this is why. */
  dropped: AppError | undefined;
  reload(): void;
}

/** An envelope may name any key: only so many unknown ones cause a reading. */
const unknownMax = 16;

export function createSealer(
  tenantId: string,
  of: KeysInMemory,
  clock: Clock,
  random: RandomBytes,
): TenantSealer {
  const unknown = new Set<string>();
  const placeOf = (at: SealedPlace): Place => ({
    tenant: tenantId,
    table: at.table,
    column: at.column,
    row: at.row,
    purpose: purposeOf(at),
  });

  function usable(): readonly HeldKey[] {
    if (of.dropped !== undefined) throw of.dropped;
    if (of.held === undefined || clock.monotonicMs() - of.held.readAtMs >= keyTimes.usableMs)
      throw readAgain();
    return of.held.keys;
  }

  function find(id: string): NamedKey | undefined {
    const found = usable().find(({ key }) => key.id === id)?.key;
    if (found === undefined && !unknown.has(id) && unknown.size < unknownMax) {
      unknown.add(id);
      of.reload();
    }
    return found;
  }

  return {
    seal: (at, text) => sealValue(sealingKey(usable(), clock.nowMs()), placeOf(at), text, random),
    open: (at, sealed) => {
      usable();
      return openText(find, placeOf(at), sealed);
    },
  };
}

/** The newest version that every process knows by now; a tenant's first one at once. */
function sealingKey(keys: readonly HeldKey[], nowMs: number): NamedKey {
  const living = keys.filter(({ sealsFromMs }) => sealsFromMs !== Infinity);
  const current = living.findLast(({ sealsFromMs }) => sealsFromMs <= nowMs) ?? living[0];
  if (current === undefined) throw new Error('a tenant has a data key that is not retired');
  return current.key;
}

export function readAgain(): AppError {
  return new AppError('unavailable', 'This tenant’s keys have to be read again.', {
    fix: 'Try again.',
    who: 'the caller',
  });
}
