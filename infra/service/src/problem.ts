/**
 * The one mapper from a failure to what a caller sees: problem details (RFC 9457) with `code`, `message`, `fix` and `who`
 * as members. Refusals tell what they carry; a fault tells nothing but that it happened, and its detail stays in the log.
 */
import { AppError } from '@gamut/kernel/app-error';
import { errorStatus, type ErrorCode } from '@gamut/kernel/error-codes';

export const problemType = 'application/problem+json';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly fix?: string;
  readonly who?: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  /** When the same request may pass again, for limits and quotas. */
  readonly retry_after_seconds?: number;
  readonly resets_at?: string;
  readonly request_id?: string;
}

interface ValidationFault {
  readonly instancePath?: string;
  readonly keyword?: string;
  readonly message?: string;
  readonly params?: Record<string, unknown>;
}

/** The refusal that a caller may see in place of whatever was thrown. */
export function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const thrown = error as {
    code?: unknown;
    statusCode?: unknown;
    validation?: readonly ValidationFault[];
    validationContext?: string;
  } | null;
  if (Array.isArray(thrown?.validation))
    return validationRefusal(
      thrown.validation as readonly ValidationFault[],
      thrown.validationContext ?? 'body',
    );
  switch (thrown?.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('body_too_large', 'The body is larger than this route accepts.', {
        fix: 'Send less in one call.',
        who: 'the caller',
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('unsupported_media_type', 'This route reads application/json.', {
        fix: 'Send JSON with content-type application/json.',
        who: 'the caller',
      });
  }
  const status = thrown?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('bad_request', 'The request is not one that this server can read.', {
      fix: 'Send it as the OpenAPI document says.',
      who: 'the caller',
    });
  }
  return new AppError('internal_error', 'Something failed inside.', {
    fix: 'Try again; if it stays, give the request id to the operator.',
    who: 'the operator',
    cause: error,
  });
}

/** Of faults about one member, the parameter that names it, and what is said of it. */
const byMember: Readonly<Record<string, string>> = {
  additionalProperties: 'additionalProperty',
  discriminator: 'tag',
};
const messages: Readonly<Record<string, string>> = {
  additionalProperties: 'is not a member that is known here',
  discriminator: 'is none of the kinds that are known here',
};

/** What broke a schema, by JSON Pointer; a member that the schema does not know is told as such. */
export function validationRefusal(faults: readonly ValidationFault[], where: string): AppError {
  const fields = faults.slice(0, 16).map((fault) => {
    const named = fault.params?.[byMember[fault.keyword ?? ''] ?? ''];
    const member =
      typeof named === 'string' ? `/${named.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
    return {
      pointer: `${fault.instancePath ?? ''}${member}`,
      message: messages[fault.keyword ?? ''] ?? fault.message ?? 'is not valid',
    };
  });
  const unknown = faults[0]?.keyword === 'additionalProperties';
  const first = fields[0];
  const said = first === undefined ? '' : ` ${first.pointer === '' ? 'It' : first.pointer} ${first.message}.`;
  return new AppError(
    unknown ? 'unknown_field' : 'validation_failed',
    `The ${where} does not fit its schema.${said}`,
    {
      fix: unknown ? 'Leave the unknown member out.' : 'Send it as the OpenAPI document says.',
      who: 'the caller',
      fields,
    },
  );
}

export function problemOf(refusal: AppError, requestId?: string): Problem {
  const status = errorStatus[refusal.code];
  return {
    type: `urn:gamut:problem:${refusal.code}`,
    title: refusal.code.replaceAll('_', ' '),
    status,
    code: refusal.code,
    message: refusal.message,
    ...(refusal.fix === undefined ? {} : { fix: refusal.fix }),
    ...(refusal.who === undefined ? {} : { who: refusal.who }),
    ...(refusal.fields === undefined ? {} : { errors: refusal.fields }),
    ...(refusal.retryAfterSeconds === undefined ? {} : { retry_after_seconds: refusal.retryAfterSeconds }),
    ...(refusal.resetsAt === undefined ? {} : { resets_at: refusal.resetsAt }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
  };
}
