/**
 * What an agent asked for, as a person may see it: the target, and the arguments with secrets taken out. It is kept sealed
 * beside the stream under the decision's own id, and opened only for somebody who may read decisions.
 */
import type { SealedPlace } from '../../../tenancy/sealed-columns.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';

export interface AskedAction {
  readonly target: string | null;
  /** Canonical JSON text of the arguments. */
  readonly argumentsShown: string;
}

const placeOf = (decision: string): SealedPlace => ({
  table: 'decisions',
  column: 'arguments_sealed',
  row: decision,
});

export function sealAsked(seal: TenantSealer['seal'], decision: string, asked: AskedAction): string {
  return seal(
    placeOf(decision),
    JSON.stringify({ target: asked.target, argumentsShown: asked.argumentsShown }),
  );
}

const wholePlaceOf = (decision: string): SealedPlace => ({
  table: 'decisions',
  column: 'whole_sealed',
  row: decision,
});

/** For those who approve it, and for deriving it again: nobody else has this opened. */
export function sealWhole(seal: TenantSealer['seal'], decision: string, whole: string): string {
  return seal(wholePlaceOf(decision), whole);
}

/** @throws AppError `integrity_failed` when it was not sealed for this decision */
export function openWhole(open: TenantSealer['open'], decision: string, sealed: string): string {
  return open(wholePlaceOf(decision), sealed);
}

/** @throws AppError `integrity_failed` when it was not sealed for this decision */
export function openAsked(open: TenantSealer['open'], decision: string, sealed: string): AskedAction {
  return JSON.parse(open(placeOf(decision), sealed)) as AskedAction;
}
