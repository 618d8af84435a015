/** Whoever moves a plan and the sweep that tells of its end take their locks in one order, so neither is cut off by the other. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { startBinding, type Binding } from '../../../../../../tests/support/binding.ts';
import { eventually } from '../../../../../../tests/support/pace.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { tellPlansOver } from './tell-plans-over.ts';
import { lockPlan } from './workflow-plan-store.ts';

let world: Binding;
let owner: OwnerSession;
before(async () => {
  world = await startBinding();
  owner = await openOwnerSession(world.under.database.superuserUrl, 'gamut-test');
});
after(async () => {
  await owner.close();
  await world.close();
});

test('the sweep waits for whoever holds a plan that is over, and holds nothing meanwhile that they still need', async () => {
  const { under, reader, permit, started, get } = world;
  const { db, clock } = under.running.platform;
  const agentId = await reader();
  await permit(agentId, 'read_file', 'list_folder');
  const plan = await started(agentId);
  await db.tenant(under.tenant, (tx) =>
    tx.query(
      "UPDATE workflow_plans SET started_at = now() - interval '25 hours', ends_at = now() - interval '1 hour' WHERE id = $1",
      [plan.id],
    ),
  );
  let swept: Promise<number> | undefined;
  await db.tenant(under.tenant, async (tx) => {
    const [me] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid', []);
    await lockPlan(tx, plan.id, new Date(clock.nowMs()).toISOString());
    swept = tellPlansOver(db, under.tenant, clock);
    swept.catch(() => undefined);
    await eventually(async () => {
      const waiting = await owner.query(
        'SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))',
        [me?.pid],
      );
      return waiting.length > 0;
    }, 'the sweep, behind the plan');
    await holdAgent(tx, agentId);
    await bumpFacts(tx);
  });
  assert.equal(await swept, 1);
  assert.equal((await get(`/v1/workflow-plans/${plan.id}`)).over, true);
});
