/**
 * Any sequence of votes, lent rights, changes of roles, passing time and uses, against a simple model of what should come of it:
 * the database, the view and the ledger agree with it at every step, and no approval is ever used twice.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openApprovalsWorld, type ApprovalsWorld } from '../../../../../../tests/support/approvals-world.ts';
import type { CommittedDecision } from '../../../../../../tests/support/route-world.ts';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import { moveRoleEpoch, settlePerson } from '../../../access/tenant-person.ts';
import { openChange } from '../../../http/change.ts';
import { answerApproval } from './answer-approval.ts';
import { readApproval } from './asked-of.ts';
import { insertDelegation } from './delegation-store.ts';
import { endApprovals } from './end-approvals.ts';
import type { Voter } from './rights-of.ts';

const lifeMs = 3_600_000;
const needed = 2;
const names = ['ann', 'ben', 'cem', 'dia'] as const;
type Name = (typeof names)[number];
/** Dia has no right of her own: she votes in somebody's place, or not at all. */
const named: readonly Name[] = ['ann', 'ben', 'cem'];

interface CastVote {
  readonly by: Name;
  readonly seat: Name;
  readonly byEpoch: number;
  readonly seatEpoch: number;
  readonly verdict: 'approved' | 'refused';
}
interface Lent {
  readonly from: Name;
  readonly to: Name;
  readonly fromEpoch: number;
  readonly untilMs: number;
}
interface Model {
  readonly votes: CastVote[];
  readonly lent: Lent[];
  readonly expiresMs: number;
  used: boolean;
}

let world: ApprovalsWorld;
let ask: () => Promise<CommittedDecision>;
const ids = {} as Record<Name, string>;
const epochs = {} as Record<Name, number>;

before(async () => {
  world = await openApprovalsWorld();
  const { db, random } = world.under.running.platform;
  for (const name of names) {
    ids[name] = newId('usr', world.clock.nowMs(), random(16));
    epochs[name] = 1;
    const person = { id: ids[name], name, email: `${name}@alpha.example`, roleEpoch: 1 };
    await db.tenant(world.under.tenant, (tx) => settlePerson(tx, person));
  }
  const approverIds = named.map((name) => ids[name]);
  ({ ask } = await world.gated('code_modification', { approversNeeded: needed, approverIds }));
});
after(() => world.under.close());

const voterOf = (name: Name): Voter => ({
  id: ids[name],
  name,
  role: 'standard',
  additiveRoles: ['agent_operator'],
  roleEpoch: epochs[name],
});

const stands = (vote: CastVote): boolean =>
  vote.byEpoch === epochs[vote.by] && vote.seatEpoch === epochs[vote.seat];

function statusOf(model: Model, nowMs: number): string {
  if (model.used) return 'consumed';
  if (model.votes.some((vote) => vote.verdict === 'refused')) return 'refused';
  if (nowMs >= model.expiresMs) return 'expired';
  const standing = model.votes.filter(stands);
  return standing.length >= needed ? 'approved' : 'pending';
}

/** Whose right the vote would use; undefined: there is none. */
function seatFor(model: Model, by: Name, nowMs: number): Name | undefined {
  if (statusOf(model, nowMs) !== 'pending') return undefined;
  const standing = model.votes.filter(stands);
  if (standing.some((vote) => vote.by === by)) return undefined;
  const lent = model.lent.filter(
    (one) => one.to === by && one.untilMs > nowMs && one.fromEpoch === epochs[one.from],
  );
  return [by, ...lent.map((one) => one.from)].find(
    (seat) => named.includes(seat) && !standing.some((vote) => vote.seat === seat),
  );
}

type Step =
  | { readonly do: 'vote'; readonly by: Name; readonly verdict: 'approved' | 'refused' }
  | { readonly do: 'lend'; readonly from: Name; readonly to: Name; readonly ms: number }
  | { readonly do: 'roles'; readonly of: Name }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'sweep' }
  | { readonly do: 'use'; readonly racers: number };

const aName = fc.constantFrom(...names);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      by: aName,
      verdict: fc.constantFrom(...(['approved', 'approved', 'approved', 'approved', 'refused'] as const)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('lend' as const),
      from: aName,
      to: aName,
      ms: fc.constantFrom(60_000, lifeMs),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('roles' as const), of: aName }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(60_000, 1_200_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('use' as const), racers: fc.constantFrom(1, 3) }) },
);

/** What chance seldom finds: a lender, or a deputy, whose roles change between the vote and the use, and who votes anew. */
const yes = (by: Name): Step => ({ do: 'vote', by, verdict: 'approved' });
const lendTo = (from: Name, to: Name): Step => ({ do: 'lend', from, to, ms: lifeMs });
const useOnce: Step = { do: 'use', racers: 1 };
const roles = (of: Name): Step => ({ do: 'roles', of });
const written: Step[][] = [
  [lendTo('ann', 'dia'), yes('dia'), yes('ben'), roles('ann'), useOnce, yes('ann'), useOnce, useOnce],
  [lendTo('ann', 'dia'), yes('dia'), roles('dia'), yes('ben'), useOnce, yes('ann'), useOnce],
  [lendTo('ann', 'dia'), yes('ann'), yes('dia'), lendTo('ben', 'dia'), yes('dia'), { do: 'use', racers: 3 }],
  [yes('ann'), yes('ben'), roles('ben'), { do: 'sweep' }, yes('ben'), { do: 'use', racers: 3 }],
];

async function take(step: Step, model: Model, asked: CommittedDecision): Promise<void> {
  const { db } = world.under.running.platform;
  const nowMs = world.clock.nowMs();
  if (step.do === 'wait') return world.later(step.ms);
  if (step.do === 'sweep') return void (await endApprovals(db, world.under.tenant, world.clock));
  if (step.do === 'roles') {
    epochs[step.of]++;
    await db.tenant(world.under.tenant, (tx) => moveRoleEpoch(tx, ids[step.of], { epoch: epochs[step.of] }));
  } else if (step.do === 'lend') await lend(step, model, nowMs);
  else if (step.do === 'use') await use(step.racers, model, asked, nowMs);
  else await vote(step, model, asked, nowMs);
}

async function lend(step: Step & { do: 'lend' }, model: Model, nowMs: number): Promise<void> {
  if (step.from === step.to) return;
  const { db, random } = world.under.running.platform;
  const at = new Date(nowMs).toISOString();
  await db.tenant(world.under.tenant, (tx) =>
    insertDelegation(tx, {
      id: newId('dlg', nowMs + model.lent.length, random(16)),
      fromId: ids[step.from],
      toId: ids[step.to],
      fromRoles: ['standard', 'agent_operator'],
      fromEpoch: epochs[step.from],
      reason: 'a test',
      startsAt: at,
      endsAt: new Date(nowMs + step.ms).toISOString(),
      createdAt: at,
    }),
  );
  model.lent.push({ ...step, fromEpoch: epochs[step.from], untilMs: nowMs + step.ms });
}

async function vote(
  step: Step & { do: 'vote' },
  model: Model,
  asked: CommittedDecision,
  nowMs: number,
): Promise<void> {
  const { db, random, keys } = world.under.running.platform;
  const person = voterOf(step.by);
  const seat = seatFor(model, step.by, nowMs);
  const { open } = await keys.sealerOf(world.under.tenant);
  const actor = { kind: 'person', id: person.id, name: person.name } as const;
  const given = await db
    .tenant(world.under.tenant, async (tx) => {
      const change = openChange({ tx, actor, clock: world.clock, random });
      const reading = { open, person, now: change.now() };
      const { value } = await answerApproval(change, asked.approval, step.verdict, { note: 'seen' }, reading);
      return value.votes.find((one) => one.person.id === person.id && one.counts && one.note === 'seen');
    })
    .catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
  assert.equal(
    given !== undefined,
    seat !== undefined,
    `${step.by} votes by the right of ${seat ?? 'nobody'}`,
  );
  if (seat === undefined) return;
  const { by, verdict } = step;
  model.votes.push({ by, seat, byEpoch: epochs[by], seatEpoch: epochs[seat], verdict });
}

async function use(racers: number, model: Model, asked: CommittedDecision, nowMs: number): Promise<void> {
  const expected = statusOf(model, nowMs) === 'approved' ? 1 : 0;
  const outcomes = await Promise.all(Array.from({ length: racers }, () => world.use(asked)));
  assert.equal(outcomes.filter((one) => one === 'committed').length, expected, outcomes.join());
  if (expected === 1) model.used = true;
}

test('whatever happens in whatever order, the approval is what the model says', async () => {
  const { db } = world.under.running.platform;
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 4, maxLength: 16 }), async (steps) => {
      // nothing of the sequence before reaches into this one
      world.later(2 * lifeMs);
      const asked = await ask();
      const [row] = await db.readTenant(world.under.tenant, (tx) =>
        tx.query<{ expires_at: Date }>('SELECT expires_at FROM approvals WHERE id = $1', [asked.approval]),
      );
      const model: Model = {
        votes: [],
        lent: [],
        expiresMs: (row?.expires_at ?? new Date(0)).getTime(),
        used: false,
      };
      for (const step of steps) {
        await take(step, model, asked);
        const nowMs = world.clock.nowMs();
        const at = new Date(nowMs).toISOString();
        const { stored } = await db.readTenant(world.under.tenant, (tx) =>
          readApproval(tx, asked.approval, at),
        );
        assert.equal(stored.status, statusOf(model, nowMs), JSON.stringify(step));
      }
    }),
    { numRuns: 40, examples: written.map((steps) => [steps]) },
  );
});
