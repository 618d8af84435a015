/**
 * One act of the operator in hand: a transaction on home's control schema and the entry of the platform's own stream that it
 * must leave. Its success value can be built only from that entry's receipt, as a person's change (`audited.ts`).
 */
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { newId, type Id, type IdPrefix } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Operator } from '../access/operator.ts';
import type { Actor } from '../audit/actor.ts';
import { appendControl, type ControlReceipt, type ControlRecord } from '../audit/append-control.ts';
import type { ControlEvent } from '../audit/control-events.ts';

/** Who of the platform does it. The root token names no person, so the reason that is given stands beside it. */
export function operatorActorOf({ id, name }: Pick<Operator, 'id' | 'name'>): Actor {
  return { kind: 'operator', id, name };
}

declare const proven: unique symbol;

export interface ControlAudited<T> {
  readonly receipt: ControlReceipt;
  readonly value: T;
  readonly [proven]: true;
}

export interface OperatorChange {
  readonly tx: ControlTx;
  readonly actor: Actor;
  readonly random: RandomBytes;
  /** ISO text of the moment of the change. */
  now(): string;
  newId<P extends IdPrefix>(prefix: P): Id<P>;
  /** Writes the entry, last of all, and makes the success value from its receipt. */
  succeed<T>(record: Omit<ControlRecord, 'actor'>, value: T): Promise<ControlAudited<T>>;
  /** Done once the transaction has committed and before the answer leaves; what it throws is the answer. */
  afterCommit(work: () => Promise<void>): void;
}

export interface OpenOperatorChange extends OperatorChange {
  /** @throws when the value was not made from a record of this change under this event: then nothing may commit */
  assertRecorded(event: string, success: ControlAudited<unknown>): void;
  /** Whether anything is left to do after the commit. */
  isUnfinished(): boolean;
  finish(): Promise<void>;
}

export function openOperatorChange(sources: {
  readonly tx: ControlTx;
  readonly operator: Pick<Operator, 'id' | 'name'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}): OpenOperatorChange {
  const { tx, clock, random } = sources;
  const actor = operatorActorOf(sources.operator);
  const minted = new WeakMap<object, ControlEvent>();
  const later: (() => Promise<void>)[] = [];
  return {
    tx,
    actor,
    random,
    now: () => new Date(clock.nowMs()).toISOString(),
    newId: (prefix) => newId(prefix, clock.nowMs(), random(16)),
    succeed: async <T>(record: Omit<ControlRecord, 'actor'>, value: T) => {
      const receipt = await appendControl(tx, { clock, random }, { actor, ...record });
      const success = Object.freeze({ receipt, value }) as ControlAudited<T>;
      minted.set(success, record.event);
      return success;
    },
    afterCommit: (work) => void later.push(work),
    assertRecorded: (event, success) => {
      const found = minted.get(success);
      if (found !== event)
        throw new Error(
          `an act of the operator recorded ${found ?? 'nothing of its own'} where its route names ${event}`,
        );
    },
    isUnfinished: () => later.length > 0,
    finish: async () => {
      for (const work of later) await work();
    },
  };
}
