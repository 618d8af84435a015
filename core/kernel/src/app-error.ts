/**
 * The one error that may reach a caller. It carries a stable code, what happened, the smallest change that would make
 * it pass and who may make that change (the product's rule for every refusal). Anything else that is thrown is a fault,
 * is answered as `internal_error`, and keeps its detail inside.
 */
import type { ErrorCode } from './error-codes.ts';

export interface AppErrorDetail {
  /** What would make the request pass, as one instruction. */
  readonly fix?: string;
  /** Who may make that change. */
  readonly who?: string;
  /** JSON Pointers of the offending fields, with what is wrong at each. */
  readonly fields?: readonly { readonly pointer: string; readonly message: string }[];
  /** How long until the same request may pass: for limits and quotas. */
  readonly retryAfterSeconds?: number;
  /** ISO text of the moment at which a quota starts anew. */
  readonly resetsAt?: string;
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly fix: string | undefined;
  readonly who: string | undefined;
  readonly fields: readonly { readonly pointer: string; readonly message: string }[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly resetsAt: string | undefined;

  constructor(code: ErrorCode, message: string, detail: AppErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.fix = detail.fix;
    this.who = detail.who;
    this.fields = detail.fields;
    this.retryAfterSeconds = detail.retryAfterSeconds;
    this.resetsAt = detail.resetsAt;
  }
}
