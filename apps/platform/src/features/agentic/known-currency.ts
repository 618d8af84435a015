/** Currencies that people name, in records that Gateway enforces: one that is in use, or the whole is refused. */
import { minorDigitsOf } from '@gamut/kernel/currencies';
import type { TransactionLimit } from '@gamut/protocol/transaction-limit';
import { invalidField } from '../../http/expected-refusals.ts';

export function assertCurrency(pointer: string, code: string | null | undefined): void {
  if (typeof code === 'string' && minorDigitsOf(code) === undefined)
    throw invalidField(pointer, 'is no currency in use', 'Give the ISO 4217 code in capitals, as EUR.');
}

export function assertLimits(limits: readonly TransactionLimit[] | undefined): void {
  for (const [at, { currency, amountMax }] of (limits ?? []).entries()) {
    assertCurrency(`/transactionLimits/${at}/currency`, currency);
    if (currency !== undefined && amountMax === null)
      throw invalidField(
        `/transactionLimits/${at}/amountMax`,
        'is missing, and a currency is named',
        'Say how much of it, or leave the currency out.',
      );
  }
}

/** @param amountMax what the currency is about */
export function assertAmountCurrency(
  pointer: string,
  amountMax: number | null | undefined,
  code: string | null | undefined,
): void {
  assertCurrency(pointer, code);
  if (typeof code === 'string' && typeof amountMax !== 'number')
    throw invalidField(
      pointer,
      'is named without an amount',
      'Say how much of it, or leave the currency out.',
    );
}
