/** What a caller without a credential, or with a wrong one, is told to show (RFC 6750 section 3). */
import type { AppError } from '@gamut/kernel/app-error';

export function challenge(error: AppError): string {
  return error.code === 'unauthenticated'
    ? 'Bearer realm="gamut"'
    : `Bearer realm="gamut", error="invalid_token", error_description="${error.message.replaceAll('"', "'")}"`;
}
