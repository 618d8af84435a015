/**
 * All SQL of allow tokens (security.md section 5): a token is written down with the decision that gives it out, and claimed,
 * once, in the transaction that starts its call. What it is claimed for must be exactly what it was given for, on the same
 * facts, before its time is over by this process's clock too.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Reason } from '@gamut/protocol/decision';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { passes } from './decision-way.ts';
import { refusalReasons } from './refusal-reasons.ts';

export async function storeAllowTokens(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
  at: string,
): Promise<void> {
  const given = entries.flatMap((entry) =>
    entry.way?.kind === 'token' && passes(entry) ? [{ entry, way: entry.way }] : [],
  );
  if (given.length === 0) return;
  const expires = ({ lifeMs }: { lifeMs: number }) => new Date(Date.parse(at) + lifeMs).toISOString();
  await tx.query(
    `INSERT INTO allow_tokens (id, decision_id, agent_id, action_sha256, facts_version, approval_id, expires_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::timestamptz[])`,
    [
      given.map(({ way }) => way.id),
      given.map(({ entry }) => entry.id),
      given.map(({ entry }) => entry.agent),
      given.map(({ entry }) => entry.actionSha256),
      given.map(({ entry }) => entry.factsVersion),
      given.map(({ entry }) => entry.approval),
      given.map(({ way }) => expires(way)),
    ],
  );
}

interface Use {
  readonly entry: DecisionEntry;
  readonly token: string;
  readonly decision: string;
}

function usesOf(entries: readonly DecisionEntry[]): Use[] {
  return entries.flatMap((entry) =>
    entry.way?.kind === 'redeem' && passes(entry)
      ? [{ entry, token: entry.way.token, decision: entry.way.decision }]
      : [],
  );
}

/** @returns by decision id, why its token can't be used; whoever is not in it has claimed its token */
export async function useAllowTokens(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
  at: string,
): Promise<ReadonlyMap<string, Reason>> {
  const uses = usesOf(entries);
  if (uses.length === 0) return new Map();
  const rows = await tx.query<{ decision_id: string }>(
    `INSERT INTO allow_token_uses (token_id, decision_id, at)
     SELECT t.id, u.by, $7::timestamptz
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $8::text[])
       AS u (token, decision, agent, action, version, by, approval)
     JOIN allow_tokens t ON t.id = u.token AND t.decision_id = u.decision AND t.agent_id = u.agent
       AND t.action_sha256 = u.action AND t.facts_version = u.version
       AND t.approval_id IS NOT DISTINCT FROM u.approval AND t.expires_at > $7::timestamptz
       AND t.id = ANY ($1::text[])
     ON CONFLICT (token_id) DO NOTHING RETURNING decision_id`,
    [
      uses.map((use) => use.token),
      uses.map((use) => use.decision),
      uses.map((use) => use.entry.agent),
      uses.map((use) => use.entry.actionSha256),
      uses.map((use) => use.entry.factsVersion),
      uses.map((use) => use.entry.id),
      at,
      uses.map((use) => use.entry.approval),
    ],
  );
  const claimed = new Set(rows.map((row) => row.decision_id));
  const failed = uses.filter((use) => !claimed.has(use.entry.id));
  return failed.length === 0 ? new Map() : whyNot(tx, failed);
}

/** Of entries that are held up anyway, those whose token was used before: that is told first. @returns by decision id */
export async function findUsedTokens(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
): Promise<ReadonlyMap<string, Reason>> {
  const uses = usesOf(entries);
  if (uses.length === 0) return new Map();
  const reasons = await whyNot(tx, uses);
  return new Map([...reasons].filter(([, reason]) => reason === refusalReasons.tokenUsed));
}

async function whyNot(tx: TenantTx, uses: readonly Use[]): Promise<ReadonlyMap<string, Reason>> {
  const rows = await tx.query<{
    id: string;
    decision_id: string;
    agent_id: string;
    action: string;
    used: boolean;
  }>(
    `SELECT t.id, t.decision_id, t.agent_id, t.action_sha256 AS action, u.token_id IS NOT NULL AS used
     FROM allow_tokens t LEFT JOIN allow_token_uses u ON u.token_id = t.id WHERE t.id = ANY ($1::text[])`,
    [uses.map((use) => use.token)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    uses.map(({ entry, token, decision }): [string, Reason] => {
      const row = known.get(token);
      const same =
        row?.decision_id === decision && row.agent_id === entry.agent && row.action === entry.actionSha256;
      if (row === undefined || !same) return [entry.id, refusalReasons.tokenUnknown];
      return [entry.id, row.used ? refusalReasons.tokenUsed : refusalReasons.tokenVoid];
    }),
  );
}
