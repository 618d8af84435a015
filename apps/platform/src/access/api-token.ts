/** A person's API token, `gmt_…`: it speaks for its owner, within what it was made for. */
import type { Id } from '@gamut/kernel/id';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { bearerForm, type ParsedBearer } from './bearer-form.ts';

export { isSameMac } from './bearer-form.ts';

export type ParsedToken = ParsedBearer<'tok'>;

const form = bearerForm('gmt', 'tok', 'api token');

export function newApiToken(
  id: Id<'tok'>,
  random: RandomBytes,
  pepper: Uint8Array,
): { readonly token: string; readonly mac: string } {
  return form.make(id, random, pepper);
}

/** @returns undefined for a text that is no token of this form with the right checksum */
export function parseApiToken(text: string, pepper: Uint8Array): ParsedToken | undefined {
  return form.parse(text, pepper);
}
