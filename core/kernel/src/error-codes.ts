/**
 * The registry of error codes: one row per refusal that a caller can meet, with the HTTP status it travels under.
 * A code is a promise to callers: it is added here, never renamed, and a golden test lists them.
 */
export const errorStatus = {
  bad_request: 400,
  malformed_json: 400,
  duplicate_key: 400,
  inexact_number: 400,
  validation_failed: 422,
  unknown_field: 422,
  unauthenticated: 401,
  bad_credentials: 401,
  session_expired: 401,
  signature_invalid: 401,
  signature_expired: 401,
  replayed: 409,
  csrf_failed: 403,
  forbidden: 403,
  not_entitled: 403,
  caller_not_allowed: 403,
  tenant_suspended: 403,
  tenant_not_active: 403,
  tenant_sealed: 423,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  secret_shared: 409,
  stale: 409,
  precondition_failed: 412,
  precondition_required: 428,
  body_too_large: 413,
  too_deep: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  integrity_failed: 500,
  internal_error: 500,
  dependency_failed: 502,
  unavailable: 503,
  storage_full: 507,
  deadline_exceeded: 504,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;
