/**
 * Postgres itself refused a tenant's role: the reference is older than a move, a deletion or a fence, so the tenant is not
 * open in this database. What was remembered of it is then forgotten, and the next look finds where it is.
 */
import { AppError } from '@gamut/kernel/app-error';

const refused = new WeakSet<object>();

/** A role that may not be taken (42501), is no more (22023), or may not log in (28000); anything else unchanged. */
export function asTenantRefusal(error: unknown): unknown {
  if (error instanceof AppError && stateOf(error.cause) === '28P01')
    return new AppError('unavailable', 'the database refused the login of a tenant', {
      fix: 'give platform the TENANT_LOGIN_SECRET that the tenants were made with',
      who: 'whoever operates Gamut',
      cause: error.cause,
    });
  const state = stateOf(error) ?? stateOf((error as { cause?: unknown } | null)?.cause);
  if (state !== '42501' && state !== '22023' && state !== '28000') return error;
  return tenantRefusal(error);
}

export function tenantRefusal(cause: unknown): AppError {
  const refusal = new AppError(
    'unavailable',
    'the tenant is not open in this database: it moved or is gone',
    {
      fix: 'try again',
      who: 'the caller',
      cause,
    },
  );
  refused.add(refusal);
  return refusal;
}

/** What a statement meets whose schema was fenced or dropped meanwhile; or a fault of the statement, so one has to look. */
export function mayHaveMoved(error: unknown): boolean {
  return ['42P01', '42501', '42883', '3F000'].includes(stateOf(error) ?? '');
}

export function isTenantRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && refused.has(error);
}

function stateOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
