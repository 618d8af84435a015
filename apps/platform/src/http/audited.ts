/**
 * The success value of a change. It can be built only from the receipt of an audit record, so an operation that forgot its
 * record has nothing to return, and the pipeline has nothing to commit (promise: audited before the action returns).
 */
import type { AuditReceipt } from '../audit/append-audit.ts';

declare const proven: unique symbol;

export interface Audited<T> {
  readonly receipt: AuditReceipt;
  readonly value: T;
  readonly [proven]: true;
}

const minted = new WeakSet<object>();

export function audited<T>(receipt: AuditReceipt, value: T): Audited<T> {
  const success = Object.freeze({ receipt, value }) as Audited<T>;
  minted.add(success);
  return success;
}

/** The type says so already; this catches what was cast around it. */
export function isAudited(value: unknown): value is Audited<unknown> {
  return typeof value === 'object' && value !== null && minted.has(value);
}
