/**
 * The blind indexes of this platform, under keys drawn from DATA_ENCRYPTION_KEY: every column that holds one is declared here. A
 * row that was written under the key before is found for as long as that key is held; what outlives that would have to be
 * written anew from the value itself, so only what is short-lived or unsealed elsewhere may be declared.
 */
import { blindIndexes } from '@gamut/crypto/blind-index';

const blindIndexed = {
  /** Whose guesses were counted: kept for a day. */
  signInAccount: { tenant: '-', table: 'sign_in_attempts', column: 'account_hash' },
  /** Which of an account's passwords was guessed at: kept as long. */
  guessedPassword: { tenant: '-', table: 'sign_in_attempts', column: 'password_index' },
  /** Whose sign-ins failed: kept for a day. */
  failedSignIn: { tenant: '-', table: 'failed_sign_ins', column: 'account_hash' },
} as const;

/** The value as it is written, then as it may stand under a key that retires. */
export type BlindIndex = (column: keyof typeof blindIndexed, text: string) => readonly [string, ...string[]];

export function createBlindIndex(encryptionKeys: readonly [Uint8Array, ...Uint8Array[]]): BlindIndex {
  return (column, text) => blindIndexes(encryptionKeys, blindIndexed[column], text);
}
