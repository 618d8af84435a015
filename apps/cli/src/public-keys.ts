/** The public halves that other processes and the offline verifier need, derived from the private keys and pinned in GAMUT_HOME. */
import { join } from 'node:path';
import { sha256, sha256Hex } from '@gamut/crypto/hash';
import { ed25519Signer } from '@gamut/crypto/sign';
import { x25519PublicKey } from '@gamut/crypto/x25519';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { journalKeyName } from '@gamut/journal/checkpoint';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';
import { readIfPresent, writeDurably } from './durable-file.ts';
import type { Keys } from './keys.ts';

export interface PublicKeys {
  readonly journalVkey: string;
  readonly witnessVkey: string;
  readonly vaultPublicKey: string;
  readonly operatorTokenSha256: string;
}

export const journalVkeyFile = 'journal.vkey';
const witnessVkeyFile = 'witness.vkey';

/** @throws AppError `integrity_failed` when a pinned key is not the one that the private key now gives */
export function derivePublicKeys(keys: Keys, homePath: string): PublicKeys {
  const journal = ed25519Signer(keys.bytes('platform', 'JOURNAL_SIGNING_KEY')).publicKey;
  const witness = ed25519Signer(keys.bytes('witness', 'WITNESS_SIGNING_KEY')).publicKey;
  const journalVkey = formatVkey(noteKey('note', journalKeyName(keys.deployment), journal, sha256));
  const witnessVkey = formatVkey(noteKey('cosignature', witnessKeyName(keys.deployment), witness, sha256));
  pin(join(homePath, journalVkeyFile), journalVkey);
  pin(join(homePath, witnessVkeyFile), witnessVkey);
  return {
    journalVkey,
    witnessVkey,
    vaultPublicKey: encodeBase64url(x25519PublicKey(keys.bytes('gateway', 'GATEWAY_VAULT_KEY'))),
    operatorTokenSha256: sha256Hex(keys.text('operator', 'GAMUT_OPERATOR_TOKEN')),
  };
}

function witnessKeyName(deployment: string): string {
  return `${journalKeyName(deployment)}/witness`;
}

/** A pinned key is what exports are judged by: it is written once and never silently changed. */
function pin(path: string, vkey: string): void {
  const pinned = readIfPresent(path)?.trim();
  if (pinned === vkey) return;
  if (pinned !== undefined && pinned !== '') {
    throw new AppError(
      'integrity_failed',
      `${path} pins another key than the private key in GAMUT_HOME/keys gives`,
      {
        fix: 'bring keys and pinned key from one backup',
        who: 'who keeps the backup of this installation',
      },
    );
  }
  writeDurably(path, `${vkey}\n`, 0o644);
}
