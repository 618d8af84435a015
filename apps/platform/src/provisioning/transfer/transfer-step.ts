/**
 * Where a move or a restore stands, as the text that its job keeps: the standing that the tenant had, and the names of the place
 * that is being made (until the flip), then of the place that is to be dropped.
 */
import type { TenantPlace } from '@gamut/database/grant-tenant';

export type TransferStep =
  | { readonly is: 'begins' }
  /** `status`: what home said before it said `moving`; `absent` when it knew no such tenant. */
  | { readonly is: 'frozen'; readonly status: 'active' | 'suspended' | 'absent'; readonly made: Names }
  /** `old` null: there was no place before. `back`: of a restore alone. */
  | {
      readonly is: 'flipped';
      readonly cell: string;
      readonly old: Names | null;
      readonly back?: BroughtBack;
    };

/** What a restore put into home besides the tenant itself: the step keeps it, so that the answer says it after a kill too. */
export interface BroughtBack {
  readonly keys: number;
  /** Of these keys, how many are wrapped by ours alone while the customer has a key of their own. */
  readonly notUnderCustomersKey: number;
  readonly members: number;
}

export interface Names {
  readonly schema: string;
  readonly role: string;
}

export function formatStep(step: Exclude<TransferStep, { is: 'begins' }>): string {
  if (step.is === 'frozen') return `frozen ${step.status} ${step.made.schema} ${step.made.role}`;
  const { cell, old, back } = step;
  return [
    old === null ? 'flipped' : `flipped ${cell} ${old.schema} ${old.role}`,
    ...(back === undefined ? [] : [`back ${[back.keys, back.notUnderCustomersKey, back.members].join(' ')}`]),
  ].join(' ');
}

const frozen = /^frozen (active|suspended|absent) (t_[0-9a-f]{16}) (gt_[0-9a-f]{16})$/;
const flipped =
  /^flipped(?: (?<cell>[a-z][a-z0-9-]{0,30}) (?<schema>t_[0-9a-f]{16}) (?<role>gt_[0-9a-f]{16}))?(?: back (?<keys>\d{1,9}) (?<ours>\d{1,9}) (?<members>\d{1,9}))?$/;

export function parseStep(text: string | null): TransferStep {
  if (text === null) return { is: 'begins' };
  const [, status, schema, role] = frozen.exec(text) ?? [];
  if (status !== undefined && schema !== undefined && role !== undefined)
    return { is: 'frozen', status: status as 'active', made: { schema, role } };
  const found = flipped.exec(text)?.groups;
  if (found === undefined) throw new TypeError('this job’s step is none of a transfer');
  const { cell = 'home', schema: oldSchema, role: oldRole, keys, ours, members } = found;
  return {
    is: 'flipped',
    cell,
    old: oldSchema === undefined || oldRole === undefined ? null : { schema: oldSchema, role: oldRole },
    ...(keys === undefined
      ? {}
      : {
          back: { keys: Number(keys), notUnderCustomersKey: Number(ours), members: Number(members) },
        }),
  };
}

export function placeOf(id: string, names: Names): TenantPlace {
  return { id, schema_name: names.schema, role_name: names.role };
}
