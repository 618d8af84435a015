/**
 * The witness's configuration: a key and a folder of its own, and the public key of the one deployment that it watches. Any
 * other process's secret in its environment ends it (security.md section 3).
 */
import { sha256 } from '@gamut/crypto/hash';
import { type NoteKey, parseVkey } from '@gamut/journal/signed-note';
import { readEnvironment } from '@gamut/service/environment';
import { type Environment, holdSecrets } from '@gamut/service/hold-secrets';
import { GateFailure } from '@gamut/service/start-gates';
import { assertTransport } from '@gamut/service/transport';

export interface WitnessConfig {
  readonly port: number;
  /** The key whose checkpoints it countersigns; its name begins every origin that it knows. */
  readonly journalKey: NoteKey;
  /** Where it keeps the newest checkpoint of every log. */
  readonly folder: string;
}

export interface WitnessSecrets {
  /** Seed of its Ed25519 key. */
  readonly signingKey: Uint8Array;
}

/** @throws GateFailure */
export function readWitnessConfig(env: Environment): { config: WitnessConfig; secrets: WitnessSecrets } {
  const held = holdSecrets('witness', env);
  const environment = readEnvironment(env);
  environment.mode();
  const journalKey = parseVkey('note', environment.needText('JOURNAL_VKEY').trim(), sha256);
  if (journalKey === undefined) {
    const fix = 'set it to the line that stands in journal.vkey: name+id+key';
    throw new GateFailure('config', 'JOURNAL_VKEY is not a verifier key', fix);
  }
  const config = {
    port: environment.port('GAMUT_WITNESS_PORT', 4630),
    journalKey,
    folder: environment.needText('GAMUT_WITNESS_HOME'),
  };
  assertTransport(env, {});
  return { config, secrets: { signingKey: held.WITNESS_SIGNING_KEY } };
}
