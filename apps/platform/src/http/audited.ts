/**
 * The success value of a change. It can be built only from the receipt of an audit record, of the tenant's own stream or of the
 * platform's, from where it is carried to the tenant: so an operation that forgot its
 * record has nothing to return, and the pipeline has nothing to commit (promise: audited before the action returns).
 */
import type { AuditReceipt } from '../audit/append-audit.ts';
import type { CarriedReceipt } from '../audit/append-for-tenant.ts';

declare const proven: unique symbol;

export type Receipt = AuditReceipt | CarriedReceipt;

export interface Audited<T> {
  readonly receipt: Receipt;
  readonly value: T;
  readonly [proven]: true;
}

const minted = new WeakSet<object>();

export function audited<T>(receipt: Receipt, value: T): Audited<T> {
  const success = Object.freeze({ receipt, value }) as Audited<T>;
  minted.add(success);
  return success;
}

/** The type says so already; this catches what was cast around it. */
export function isAudited(value: unknown): value is Audited<unknown> {
  return typeof value === 'object' && value !== null && minted.has(value);
}
