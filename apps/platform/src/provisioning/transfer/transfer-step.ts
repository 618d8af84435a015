/**
 * Where a move or a restore stands, as the text that its job keeps: the standing that the tenant had, and the names of the place
 * that is being made (until the flip), then of the place that is to be dropped.
 */
import type { TenantPlace } from '@gamut/database/grant-tenant';

export type TransferStep =
  | { readonly is: 'begins' }
  /** `status`: what home said before it said `moving`; `absent` when it knew no such tenant. */
  | { readonly is: 'frozen'; readonly status: 'active' | 'suspended' | 'absent'; readonly made: Names }
  /** `old` null: there was no place before. */
  | { readonly is: 'flipped'; readonly cell: string; readonly old: Names | null };

export interface Names {
  readonly schema: string;
  readonly role: string;
}

export function formatStep(step: Exclude<TransferStep, { is: 'begins' }>): string {
  if (step.is === 'frozen') return `frozen ${step.status} ${step.made.schema} ${step.made.role}`;
  return step.old === null ? 'flipped' : `flipped ${step.cell} ${step.old.schema} ${step.old.role}`;
}

const frozen = /^frozen (active|suspended|absent) (t_[0-9a-f]{16}) (gt_[0-9a-f]{16})$/;
const flipped = /^flipped (?<cell>[a-z][a-z0-9-]{0,30}) (?<schema>t_[0-9a-f]{16}) (?<role>gt_[0-9a-f]{16})$/;

export function parseStep(text: string | null): TransferStep {
  if (text === null) return { is: 'begins' };
  const [, status, schema, role] = frozen.exec(text) ?? [];
  if (status !== undefined && schema !== undefined && role !== undefined)
    return { is: 'frozen', status: status as 'active', made: { schema, role } };
  if (text === 'flipped') return { is: 'flipped', cell: 'home', old: null };
  const old = flipped.exec(text)?.groups as { cell: string; schema: string; role: string } | undefined;
  if (old === undefined) throw new TypeError('this job’s step is none of a transfer');
  return { is: 'flipped', cell: old.cell, old: { schema: old.schema, role: old.role } };
}

export function placeOf(id: string, names: Names): TenantPlace {
  return { id, schema_name: names.schema, role_name: names.role };
}
