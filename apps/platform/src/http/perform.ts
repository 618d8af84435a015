/**
 * The second half of the pipeline: tenant transaction → operation → audit record present → commit. Around a change stand its
 * idempotency key, claimed before it and answered with it, and the state under If-Match that it may change.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { actorOf } from '../access/person.ts';
import { assertStillHeld } from '../access/tenant-person.ts';
import { assertUnchanged, entityTag, lockChange } from '../limits/changed-meanwhile.ts';
import type { KeyedRequest } from '../limits/idempotency-key.ts';
import {
  AlreadyAnswered,
  claimKey,
  findAnswered,
  forgetKey,
  keepAnswer,
} from '../limits/repeated-request.ts';
import type { Platform } from '../platform.ts';
import { openChange, assertRecorded } from './change.ts';
import { openOperatorChange, type OpenOperatorChange } from './operator-change.ts';
import { madeId, type Guards, type SignedIn } from './guards.ts';
import { performInControl } from './perform-control.ts';
import type { Answered, OperatorCall, Route, WorkCall } from './route.ts';
import { assertKeptApart } from './separation.ts';

export async function performRead(
  { db }: Platform,
  { operation, path }: Route,
  call: SignedIn,
): Promise<unknown> {
  if (operation.kind !== 'read') throw new Error(`${path} does not read`);
  return db.readTenant(call.tenant, (tx) => operation.run({ ...call, body: undefined, tx }));
}

export async function performChange(
  platform: Platform,
  route: Route,
  call: SignedIn,
  guards: Guards,
): Promise<Answered<unknown>> {
  const { operation, path } = route;
  try {
    if (operation.kind === 'change') {
      const run = changing(platform, route, call, guards);
      return { answer: (await run((change) => operation.run({ ...call, change }))).value };
    }
    if (operation.kind === 'control') return await performInControl(platform, route, call, guards);
    if (operation.kind !== 'work') throw new Error(`${path} changes nothing`);
    return await work(platform, route, call, guards);
  } catch (error) {
    if (error instanceof AlreadyAnswered) return again(error);
    throw error;
  }
}

const again = ({ answer }: AlreadyAnswered): Answered<unknown> => ({
  answer: JSON.parse(answer) as unknown,
  headers: { 'idempotency-replayed': 'true' },
});

/** Several transactions: whether it was done is asked first too, since its other steps may stumble over their own traces. */
async function work(
  platform: Platform,
  route: Route,
  call: SignedIn,
  guards: Guards,
): Promise<Answered<unknown>> {
  const { db, clock } = platform;
  const { operation } = route;
  const { keyed, repeatable } = guards;
  if (operation.kind !== 'work') throw new Error(`${route.path} is no work`);
  if (keyed !== undefined) await db.readTenant(call.tenant, (tx) => findAnswered(tx, keyed, clock.nowMs()));
  const { value } = await operation.run({ ...call, inChange: changing(platform, route, call, guards) });
  if (keyed !== undefined && repeatable)
    await db.tenant(call.tenant, (tx) => keepAnswer(tx, keyed, guards.serialise(value.answer)));
  return value;
}

/** One transaction of the tenant, with all that has to hold before it commits. */
function changing(platform: Platform, route: Route, call: SignedIn, guards: Guards): WorkCall['inChange'] {
  const { db, clock, random } = platform;
  const { audit, operation, permission, loosens } = route;
  const { keyed, repeatable } = guards;
  if (audit === 'none') throw new Error(`${route.path} changes something and names no audit event`);
  if (permission === 'anyone' || permission === 'operator')
    throw new Error(`${route.path} asks for no right`);
  let claimed = keyed === undefined;
  return (work) => {
    const perform = async (tx: TenantTx): ReturnType<typeof work> => {
      if (keyed !== undefined && !claimed) await claimKey(tx, keyed, clock.nowMs());
      await assertCondition(tx, route, call, guards);
      const standing = () => assertStillHeld(tx, call.person, permission);
      const change = openChange({ tx, actor: actorOf(call.person), clock, random, standing });
      const success = await work(change);
      assertRecorded(change, audit, success);
      assertKeptApart(change.separation, loosens);
      const answer =
        operation.kind === 'change' && repeatable && keyed !== undefined
          ? guards.serialise(success.value)
          : undefined;
      if (keyed !== undefined && !claimed)
        await keepAnswer(tx, keyed, answer, madeId(success.value) ?? change.subjectOf(success.receipt));
      claimed = true;
      return success;
    };
    return db.tenant(call.tenant, perform, { onePlan: true });
  };
}

async function assertCondition(
  tx: TenantTx,
  route: Route,
  call: SignedIn,
  { condition }: Guards,
): Promise<void> {
  if (condition === undefined) return;
  const { ifMatch, reader } = condition;
  if (reader.operation.kind !== 'read') throw new Error(`${reader.path} does not read`);
  await lockChange(
    tx,
    `${route.path} ${JSON.stringify(call.params)}`,
    new Date(call.platform.clock.nowMs()).toISOString(),
  );
  const shown = await reader.operation.run({ ...call, body: undefined, tx });
  if (ifMatch !== '*') assertUnchanged(ifMatch, entityTag(shown));
}

/** The operator's acts: one transaction on control with its entry, then what only a committed act may set off. */
export async function performForOperator(
  platform: Platform,
  { operation, audit, path }: Route,
  input: Omit<OperatorCall, 'change'>,
  { keyed, repeatable, serialise }: Guards,
): Promise<Answered<unknown>> {
  const { db, clock, random } = platform;
  if (operation.kind === 'operator_read')
    return { answer: await db.readControl((tx) => operation.run({ ...input, body: undefined, tx })) };
  if (operation.kind !== 'operator' || audit === 'none')
    throw new Error(`${path} changes something and names no entry of the platform’s own stream`);
  try {
    const { change, value } = await db.control(async (tx) => {
      if (keyed !== undefined) await claimKey(tx, keyed, clock.nowMs());
      const change = openOperatorChange({ tx, operator: input.operator, clock, random });
      const success = await operation.run({ ...input, change });
      change.assertRecorded(audit, success);
      const kept = repeatable && !change.isUnfinished() ? serialise(success.value) : undefined;
      if (keyed !== undefined) await keepAnswer(tx, keyed, kept);
      return { change, value: success.value };
    });
    if (keyed === undefined || !change.isUnfinished()) await change.finish();
    else await finishKeyed(db, change, { keyed, answer: repeatable ? serialise(value) : undefined });
    return { answer: value };
  } catch (error) {
    if (error instanceof AlreadyAnswered) return again(error);
    throw error;
  }
}

/** The answer is kept once all is done; what failed after the commit is done by who asks again. */
async function finishKeyed(
  db: Platform['db'],
  change: OpenOperatorChange,
  { keyed, answer }: { readonly keyed: KeyedRequest; readonly answer: string | undefined },
): Promise<void> {
  try {
    await change.finish();
  } catch (error) {
    await db.control((tx) => forgetKey(tx, keyed));
    throw error;
  }
  await db.control((tx) => keepAnswer(tx, keyed, answer));
}
