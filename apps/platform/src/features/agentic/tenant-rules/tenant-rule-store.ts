/** All SQL of tenant rules. A version is written once; afterwards only its standing moves. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { NewRuleVersion, RuleReplay, TenantRule, TenantRuleRow } from './tenant-rule.ts';

export async function listRules(tx: TenantReader, asked: AskedPage): Promise<TenantRuleRow[]> {
  const rows = await tx.query<{ item: TenantRuleRow }>(
    `SELECT jsonb_build_object('id', r.id, 'name', r.name, 'createdAt', ${isoText('r.created_at')},
       'newestVersion', v.version, 'newestStatus', v.status, 'publishedVersion',
       (SELECT p.version FROM tenant_rule_versions p WHERE p.rule_id = r.id AND p.status = 'published')) AS item
     FROM tenant_rules r JOIN LATERAL (SELECT version, status FROM tenant_rule_versions WHERE rule_id = r.id
       ORDER BY version DESC LIMIT 1) v ON true
     WHERE $1::text IS NULL OR r.id > $1 ORDER BY r.id LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return rows.map((row) => row.item);
}

const person = (column: string): string =>
  `(SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM people p WHERE p.id = v.${column})`;

const versionObject = `jsonb_build_object('version', v.version, 'status', v.status, 'why', v.why, 'fix', v.fix, 'cedar', v.cedar,
    'cedarSha256', v.cedar_sha256, 'tests', v.tests, 'writtenBy', ${person('written_by')}, 'writtenAt', ${isoText('v.written_at')},
    'validatedBy', ${person('validated_by')}, 'validatedAt', ${isoText('v.validated_at')},
    'replay', v.replay, 'replayedAt', ${isoText('v.replayed_at')},
    'publishedBy', ${person('published_by')}, 'publishedAt', ${isoText('v.published_at')},
    'retiredBy', ${person('retired_by')}, 'retiredAt', ${isoText('v.retired_at')}, 'retireReason', v.retire_reason)`;

export async function findRule(tx: TenantReader, id: string): Promise<TenantRule | undefined> {
  const [row] = await tx.query<{ item: TenantRule }>(
    `SELECT jsonb_build_object('id', r.id, 'name', r.name, 'createdAt', ${isoText('r.created_at')},
       'versions', (SELECT jsonb_agg(${versionObject} ORDER BY v.version DESC) FROM tenant_rule_versions v WHERE v.rule_id = r.id)) AS item
     FROM tenant_rules r WHERE r.id = $1`,
    [id],
  );
  return row?.item;
}

/** Its versions, held until this transaction ends. */
export async function lockRule(tx: TenantTx, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM tenant_rule_versions WHERE rule_id = $1 ORDER BY version FOR UPDATE', [id]);
}

export async function insertRule(
  tx: TenantTx,
  rule: Pick<TenantRule, 'id' | 'name' | 'createdAt'>,
): Promise<void> {
  await refuseTaken(
    tx.query('INSERT INTO tenant_rules (id, name, created_at) VALUES ($1, $2, $3)', [
      rule.id,
      rule.name,
      rule.createdAt,
    ]),
    'A rule of this name',
  );
}

export async function insertVersion(
  tx: TenantTx,
  row: NewRuleVersion & {
    readonly ruleId: string;
    readonly version: number;
    readonly cedarSha256: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO tenant_rule_versions (rule_id, version, why, fix, cedar, cedar_sha256, tests, written_by, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.ruleId,
        row.version,
        row.why,
        row.fix,
        row.cedar,
        row.cedarSha256,
        JSON.stringify(row.tests),
        row.by,
        row.at,
      ],
    ),
    'This version of the rule',
  );
}

interface Step {
  readonly ruleId: string;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}
/** Each names what it needs to say beside who and when. */
type Move =
  readonly ['validated' | 'published', Step] | readonly ['retired', Step & { readonly reason: string }];

const steps = {
  validated: "status = 'validated', validated_by = $3, validated_at = $4",
  published: "status = 'published', published_by = $3, published_at = $4",
  retired: "status = 'retired', retired_by = $3, retired_at = $4, retire_reason = $5",
} as const;

export async function moveVersion(tx: TenantTx, ...[to, step]: Move): Promise<void> {
  const { ruleId, version, by, at } = step;
  await tx.query(`UPDATE tenant_rule_versions SET ${steps[to]} WHERE rule_id = $1 AND version = $2`, [
    ...[ruleId, version, by, at],
    ...('reason' in step ? [step.reason] : []),
  ]);
}

export async function keepReplay(
  tx: TenantTx,
  { ruleId, version, at }: Omit<Step, 'by'>,
  replay: RuleReplay,
): Promise<void> {
  await tx.query(
    'UPDATE tenant_rule_versions SET replay = $3, replayed_at = $4 WHERE rule_id = $1 AND version = $2',
    [ruleId, version, JSON.stringify(replay), at],
  );
}

export async function countPublished(tx: TenantReader): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    "SELECT count(*) AS count FROM tenant_rule_versions WHERE status = 'published'",
    [],
  );
  return Number(row?.count ?? 0);
}
