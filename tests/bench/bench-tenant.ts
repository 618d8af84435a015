/** A tenant whose one senior agent may read through one tool: every decision of the bench passes all thirteen controls. */
import { randomBytes } from '@gamut/crypto/random';
import type { Database, TenantRef } from '@gamut/database/database';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { newId } from '@gamut/kernel/id';

export interface BenchTenant {
  readonly tenant: TenantRef;
  readonly agent: string;
}

const schema = {
  type: 'object',
  properties: { path: { type: 'string' }, limit: { type: 'integer' } },
  required: ['path'],
  additionalProperties: false,
};

export async function fillBenchTenant(db: Database, tenant: TenantRef): Promise<BenchTenant> {
  const id = (prefix: Parameters<typeof newId>[0]) => newId(prefix, Date.now(), randomBytes(16));
  const [person, agent, connector, tool] = [id('usr'), id('agt'), id('con'), id('tol')];
  const rows: [string, unknown[]][] = [
    [`INSERT INTO people VALUES ($1, 'Bench Owner', 'owner@bench.example')`, [person]],
    [`UPDATE facts_state SET agent_calls_per_minute_max = 2000000000`, []],
    [
      `INSERT INTO agents (id, name, purpose, human_owner_id, security_owner_id, level, tier, status, created_at, updated_at)
       VALUES ($1, 'bench-agent', 'is measured', $2, $2, 'senior', 'low', 'active', now(), now())`,
      [agent, person],
    ],
    ['SELECT register_agent($1)', [agent]],
    [
      `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at) VALUES ($1, $2, 'bench', $3, now())`,
      [id('crd'), agent, '0'.repeat(64)],
    ],
    [
      `INSERT INTO connectors (id, name, title, transport, catalogue, created_at, updated_at) VALUES ($1, 'files', 'Files', 'stdio', 'files', now(), now())`,
      [connector],
    ],
    [
      `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, target_pointers, pinned_at)
       VALUES ($1, $2, 'read', 'Read', '', $3, repeat('c', 64), 'read', 'internal', 'low', '{/path}', now())`,
      [tool, connector, canonicalJson(schema)],
    ],
    [
      `INSERT INTO tool_permissions (id, agent_id, tool_id, calls_per_minute_max, created_at) VALUES ($1, $2, $3, 1000000, now())`,
      [id('prm'), agent, tool],
    ],
    [`INSERT INTO data_flows VALUES ($1, $2, 'internal', 'full', now())`, [id('dfl'), agent]],
    [`INSERT INTO incident_playbooks VALUES ($1, 'bench', '{read}', 'stop', now())`, [id('pbk')]],
    [`INSERT INTO red_team_tests VALUES ($1, $2, 'passed', 'bench', now(), now())`, [id('rtt'), agent]],
  ];
  await db.tenant(tenant, async (tx) => {
    for (const [sql, values] of rows) await tx.query(sql, values);
  });
  return { tenant, agent };
}
