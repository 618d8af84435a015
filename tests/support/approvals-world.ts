/** A platform where approvals are asked for, voted on and used as Gateway and people would, on a clock of its own. */
import assert from 'node:assert/strict';
import type { Clock } from '@gamut/kernel/time-source';
import { createLedger } from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import { findApproval } from '../../apps/platform/src/features/agentic/decisions/find-approval.ts';
import { setUp } from './people-world.ts';
import { testPlatform, type AnyJson, type Answer, type Client, type PlatformUnderTest } from './platform.ts';
import { commitDecision, makeWorld, randomId, type CommittedDecision } from './route-world.ts';

type ActionType = NonNullable<CommittedDecision['entry']['actionType']>;
export interface Gated {
  readonly gateId: string;
  ask(over?: Partial<CommittedDecision['entry']>): Promise<CommittedDecision>;
}

export interface ApprovalsWorld {
  readonly under: PlatformUnderTest;
  readonly clock: Clock;
  readonly agentId: string;
  administrator: Client;
  operator: Client;
  later(ms: number): void;
  /** After a day nobody is signed in any more. */
  signInAnew(): Promise<void>;
  /** Somebody new, signed in. */
  somebody(role?: string, additiveRoles?: readonly string[]): Promise<Client>;
  /** Another gate for this action type, and a way to ask under it. */
  gated(actionType: ActionType, more: Record<string, unknown>): Promise<Gated>;
  /** What the ledger says to the act: `committed`, or the code of its refusal. */
  use(asked: CommittedDecision): Promise<string>;
  /** What Gateway finds. */
  found(asked: CommittedDecision): Promise<AnyJson>;
}

export const post = (client: Client, path: string, body?: unknown): Promise<Answer> =>
  client.call({ method: 'POST', path, ...(body === undefined ? {} : { body }) });
export const get = async (client: Client, path: string): Promise<AnyJson> =>
  (await client.call({ method: 'GET', path })).json;
export const vote = (client: Client, id: string, verb: 'approve' | 'refuse' = 'approve'): Promise<Answer> =>
  post(client, `/v1/approvals/${id}/${verb}`, { note: 'seen and decided' });
export const readApproval = (client: Client, id: string): Promise<AnyJson> =>
  get(client, `/v1/approvals/${id}`);

export async function openApprovalsWorld(): Promise<ApprovalsWorld> {
  let aheadMs = 0;
  let made = 0;
  const clock: Clock = {
    nowMs: () => Date.now() + aheadMs,
    monotonicMs: () => performance.now() + aheadMs,
  };
  const under = await testPlatform({ clock });
  const administrator = await under.as('administrator');
  const { agentId, toolId } = await makeWorld(under, administrator, under.tenant);
  const { db, keys, random } = under.running.platform;
  const ledger = createLedger({ db, clock, random, keys });
  const nonce = () => Buffer.from(random(16)).toString('base64url');
  const world: ApprovalsWorld = {
    under,
    clock,
    agentId,
    administrator,
    operator: await under.as('operator'),
    later: (ms) => void (aheadMs += ms),
    signInAnew: async () => {
      world.administrator = await under.as('administrator');
      world.operator = await under.as('operator');
    },
    somebody: async (role = 'standard', additiveRoles = ['agent_operator']) => {
      const n = ++made;
      const body = { email: `voter-${n}@alpha.example`, name: `voter ${n}`, role, additiveRoles };
      const added = await post(world.administrator, '/v1/people', body);
      assert.equal(added.status, 201, added.text);
      return setUp(under, added.json.url);
    },
    gated: async (actionType, more) => {
      const gate = await post(world.administrator, '/v1/approval-gates', {
        name: `${actionType} gate ${++made}`,
        actionTypes: [actionType],
        mode: 'each_time',
        approverRole: 'agent_operator',
        ...more,
      });
      assert.equal(gate.status, 201, gate.text);
      const who = { agent: agentId, agentName: 'agent', toolId };
      return {
        gateId: gate.json.id,
        ask: (over = {}) =>
          commitDecision(under, under.tenant, who, 'require_approval', { actionType, ...over }),
      };
    },
    use: async ({ entry, approval }) => {
      const [state] = await db.readTenant(under.tenant, (tx) =>
        tx.query<{ version: string }>('SELECT version FROM facts_state'),
      );
      const used = {
        ...entry,
        id: randomId('dec'),
        nonce: nonce(),
        approval,
        approvalExpiresAfterMs: null,
        decision: { ...entry.decision, kind: 'allow_and_log' as const },
        factsVersion: Number(state?.version),
      };
      const batch = { tenant: under.tenant.id, instance: 'gwy_test', entries: [used] };
      const [result] = (await ledger.commit(under.tenant, batch, nonce())).results;
      return result?.status === 'refused' ? result.reason.code : (result?.status ?? 'nothing');
    },
    found: async ({ entry }) => {
      const request = {
        tenant: under.tenant.id,
        agent: entry.agent,
        actionSha256: entry.actionSha256,
        schemaSha256: entry.schemaSha256 as string,
      };
      return (await findApproval(db, under.tenant, request, clock.nowMs())).approval;
    },
  };
  return world;
}
