/**
 * What the tenants of one run should see: for each the rows whose commit was acknowledged, and those whose commit nobody
 * answered, which may stand or not. Everything else that is there is a leak or a phantom, everything missing a lost commit.
 */
import assert from 'node:assert/strict';
import type { TenantRef } from '@gamut/database/database';
import type { OwnerSession } from '@gamut/database/owner-session';
import { isCommitInDoubt } from '@gamut/database/sql-error';

export interface Model {
  /** A new id, never used before. */
  newId(): string;
  /** An id that this tenant is known to have, if any. */
  someOf(ref: TenantRef): string | undefined;
  /** Awaits a transaction that adds and removes these rows, and believes its answer. */
  follow(ref: TenantRef, change: Change, transaction: Promise<unknown>): Promise<void>;
  /** Compares with the tables themselves. */
  assertTrue(owner: OwnerSession): Promise<void>;
  readonly counts: { readonly acknowledged: number; readonly refused: number; readonly doubtful: number };
}

export interface Change {
  readonly adds?: readonly string[];
  readonly removes?: readonly string[];
}

let ids = 0;

export function createModel(refs: readonly TenantRef[]): Model {
  const must = new Map(refs.map((ref) => [ref.schema, new Set<string>()]));
  const may = new Map(refs.map((ref) => [ref.schema, new Set<string>()]));
  const counts = { acknowledged: 0, refused: 0, doubtful: 0 };
  const setsOf = (ref: TenantRef) => ({ must: must.get(ref.schema)!, may: may.get(ref.schema)! });
  return {
    counts,
    newId: () => `usr_${String(++ids)}`,
    someOf: (ref) => setsOf(ref).must.values().next().value,
    async follow(ref, { adds = [], removes = [] }, transaction) {
      const sets = setsOf(ref);
      // from now until its answer nobody can say whether these rows are there
      for (const id of removes) if (sets.must.delete(id)) sets.may.add(id);
      try {
        await transaction;
        counts.acknowledged += 1;
        for (const id of adds) sets.must.add(id);
        for (const id of removes) sets.may.delete(id);
      } catch (error) {
        const doubtful = isCommitInDoubt(error);
        counts[doubtful ? 'doubtful' : 'refused'] += 1;
        if (doubtful) for (const id of adds) sets.may.add(id);
        else for (const id of removes) if (sets.may.delete(id)) sets.must.add(id);
        throw error;
      }
    },
    async assertTrue(owner) {
      const rows = await owner.query<{ schema: string; id: string; name: string }>(
        refs
          .map(({ schema }) => `SELECT '${schema}' AS schema, id, name FROM ${schema}.people`)
          .join(' UNION ALL '),
      );
      for (const ref of refs)
        assertRows(
          ref,
          setsOf(ref),
          rows.filter(({ schema }) => schema === ref.schema),
        );
    },
  };
}

function assertRows(
  ref: TenantRef,
  { must, may }: { readonly must: ReadonlySet<string>; readonly may: ReadonlySet<string> },
  rows: readonly { readonly id: string; readonly name: string }[],
): void {
  for (const { id, name } of rows) {
    assert.equal(name, ref.role, `${id}: a row under another tenant’s role`);
    assert.ok(must.has(id) || may.has(id), `${id} was refused or removed and is there`);
  }
  const there = new Set(rows.map(({ id }) => id));
  for (const id of must) assert.ok(there.has(id), `${id} was acknowledged and is missing`);
}
