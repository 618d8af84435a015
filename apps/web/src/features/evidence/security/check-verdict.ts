/** What is said of a live check and of a promise: pure, so that it is shown that the tick belongs to what was verified alone. */
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export type SecurityCheck = Noun<'SecurityCheck'>;
export type SecurityCheckResult = Noun<'SecurityCheckResult'>;

/** A sentence of the public security page, as the promise ledger has it. */
export interface Promised {
  readonly sentence: string;
  readonly sha256: string;
  readonly state: 'kept' | 'open';
  readonly mechanism: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
  readonly live: readonly string[] | null;
  readonly missing: string | null;
}

export const checkTitles: Readonly<Record<SecurityCheck['name'], string>> = {
  tenant_catalog: 'Catalog proof',
  foreign_tenant: 'Another tenant’s table',
  key_round_trip: 'Key round trip',
  journal_head: 'Journal’s head',
  witness_head: 'Witness',
  forged_session: 'Forged session',
  forged_signed_request: 'Forged signed request',
  forged_agent_token: 'Forged agent token',
  start_gates: 'Start gates',
};

const verdicts: Readonly<Record<SecurityCheck['result'], Verdict>> = {
  verified: { mark: 'proof', text: 'Verified' },
  failed: { mark: 'block', text: 'Failed' },
  not_measured: { mark: 'off', text: 'Not measured' },
};

export const checkVerdict = (result: SecurityCheck['result']): Verdict => verdicts[result];

export const outcomeWords: Readonly<Record<SecurityCheckResult['outcome'], string>> = {
  verified: 'Every check was made, and holds.',
  failed: 'At least one check failed. Tell the operator of Gamut now.',
  incomplete: 'Whatever could be measured holds. Something could not, so the whole is not called verified.',
};

/** What the live checks say of one promise; undefined where none asks for it or none was run. */
export function liveVerdict(
  { live }: Pick<Promised, 'live'>,
  checks: readonly Pick<SecurityCheck, 'name' | 'result'>[] | undefined,
): Verdict | undefined {
  if (live === null || live.length === 0 || checks === undefined) return undefined;
  const results = live.map((name) => checks.find((check) => check.name === name)?.result);
  if (results.includes('failed')) return verdicts.failed;
  return results.every((result) => result === 'verified') ? verdicts.verified : verdicts.not_measured;
}
