/** A refusal from platform (RFC 9457 problem+json) as a typed error: what happened, the smallest fix, and who may make it. */

/** What is wrong with one member of what was sent, by its JSON pointer. */
export interface FieldFault {
  readonly pointer: string;
  readonly message: string;
}

export interface ProblemBody {
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
  readonly who?: string;
  readonly requestId?: string;
  readonly faults?: readonly FieldFault[];
  readonly retryAfterMs?: number | undefined;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fix: string | undefined;
  readonly who: string | undefined;
  readonly requestId: string | undefined;
  readonly faults: readonly FieldFault[];
  /** How long platform says to wait before it is asked again. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, body: ProblemBody) {
    super(body.message);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code;
    this.fix = body.fix;
    this.who = body.who;
    this.requestId = body.requestId;
    this.faults = body.faults ?? [];
    this.retryAfterMs = body.retryAfterMs;
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Untrusted answer body → problem. What is not problem+json still names what happened and what to do. */
export function parseProblem(status: number, body: unknown, retryAfterMs?: number): Problem {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const fix = text(fields['fix']);
  const who = text(fields['who']);
  const requestId = text(fields['requestId']) ?? text(fields['request_id']) ?? text(fields['instance']);
  return new Problem(status, {
    code: text(fields['code']) ?? `http_${status}`,
    message:
      text(fields['message']) ??
      text(fields['detail']) ??
      text(fields['title']) ??
      `Platform answered ${status}.`,
    ...(fix === undefined ? {} : { fix }),
    ...(who === undefined ? {} : { who }),
    ...(requestId === undefined ? {} : { requestId }),
    faults: faultsIn(fields['errors']),
    retryAfterMs,
  });
}

function faultsIn(errors: unknown): readonly FieldFault[] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((one: unknown) => {
    const { pointer, message } = (one ?? {}) as Record<string, unknown>;
    return typeof pointer === 'string' && typeof message === 'string' ? [{ pointer, message }] : [];
  });
}

/** Whatever was thrown → problem, so that one error state can show it. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, {
    code: 'console_error',
    message: 'The console could not show this.',
    fix: 'Reload the page. If it stays, tell whoever runs Gamut what you were looking at.',
  });
}
