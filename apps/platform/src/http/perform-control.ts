/**
 * A person's change in control: standing → idempotency key → operation → record present → commit, in one transaction of control. Behind
 * the commit the record is carried to the tenant, and the kept answer learns its place there.
 */
import type { Permission } from '@gamut/access/permissions';
import type { ControlChange } from '../access/control-change.ts';
import { actorOf } from '../access/person.ts';
import { assertHeldInControl } from '../access/standing-in-control.ts';
import { keyInControl, type KeyedRequest } from '../limits/idempotency-key.ts';
import { claimKeyInControl, findAnswered, keepAnswer } from '../limits/repeated-request.ts';
import type { Platform } from '../platform.ts';
import { assertRecorded } from './change.ts';
import { madeId, type Guards, type SignedIn } from './guards.ts';
import type { Answered, ControlCall, Route } from './route.ts';

export async function performInControl(
  platform: Platform,
  route: Route,
  call: SignedIn,
  guards: Guards,
): Promise<Answered<unknown>> {
  const { db, clock, logger } = platform;
  const { operation, permission } = route;
  if (operation.kind !== 'control') throw new Error(`${route.path} changes nothing in control`);
  if (permission === 'anyone' || permission === 'operator')
    throw new Error(`${route.path} asks for no right`);
  if (guards.condition !== undefined) throw new Error(`${route.path} can’t be asked under If-Match`);
  const keyed = guards.keyed === undefined ? undefined : keyInControl(guards.keyed, call.tenant.id);
  if (keyed !== undefined)
    await db.readControlFor(call.tenant, (tx) => findAnswered(tx, keyed, clock.nowMs()));
  const kept: Kept = {
    keyed,
    answer: undefined,
    serialise: guards.repeatable ? guards.serialise : undefined,
  };
  const { value } = await operation.run({
    ...call,
    inControl: inControl(platform, route, permission, call, kept),
  });
  const answer = kept.serialise?.(value.answer);
  if (keyed !== undefined && answer !== kept.answer)
    // what is kept is true as it stands: it only does not know the record's place yet
    await db
      .controlFor(call.tenant, (tx) => keepAnswer(tx, keyed, answer))
      .catch((error: unknown) => logger.warn({ err: error }, 'a kept answer does not name its record'));
  return value;
}

interface Kept {
  readonly keyed: KeyedRequest | undefined;
  /** Absent: the answer is not kept. */
  readonly serialise: Guards['serialise'] | undefined;
  /** As it stands beside the key. */
  answer: string | undefined;
}

function inControl(
  platform: Platform,
  { audit }: Route,
  permission: Permission,
  { person, tenant }: SignedIn,
  kept: Kept,
): ControlCall['inControl'] {
  const { keyed, serialise } = kept;
  const actor = actorOf(person);
  let begun = false;
  return (work, reach) => {
    if (begun) throw new Error(`a request changes control once, under ${audit}`);
    begun = true;
    return platform.controlChange({ of: tenant, acrossTenants: reach === 'account' }, async (change) => {
      const { tx } = change;
      await assertHeldInControl(tx, person, permission);
      const nowMs = platform.clock.nowMs();
      if (keyed !== undefined) await claimKeyInControl(tx, keyed, { nowMs, tenantId: tenant.id });
      const keep = async (value: unknown, subject: string): Promise<void> => {
        if (keyed === undefined) return;
        kept.answer = serialise?.(value);
        await keepAnswer(tx, keyed, kept.answer, madeId(value) ?? subject);
      };
      const own: ControlChange = {
        ...change,
        succeed: async (record, value) => {
          await keep(value, record.subject.id);
          return change.succeed({ actor, ...record }, value);
        },
        recorded: async (record) => {
          await keep({ id: record.subject.id, recorded: null }, record.subject.id);
          return change.recorded({ actor, ...record });
        },
      };
      const success = await work(own);
      assertRecorded(own, audit, success);
      return success;
    });
  };
}
