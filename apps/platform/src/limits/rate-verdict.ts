/**
 * What a rate limit says to its caller: the RateLimit and RateLimit-Policy fields (draft-ietf-httpapi-ratelimit-headers-10,
 * sections 3 and 4) on every answer, and the refusal that tells when it passes again.
 */
import type { RateClass } from '@gamut/access/permission-row';
import { AppError } from '@gamut/kernel/app-error';
import { spacingUs, type RateRule } from './rate-rules.ts';

export interface RateVerdict {
  readonly admitted: boolean;
  /** How long until the next one passes; 0 when this one did. */
  readonly waitMs: number;
  readonly fields: Readonly<Record<'ratelimit' | 'ratelimit-policy', string>>;
}

/** @param fullInUs how long until the caller's bucket is full again, this request counted */
export function rateVerdict(
  rateClass: RateClass,
  rule: RateRule,
  { admitted, fullInUs }: { readonly admitted: boolean; readonly fullInUs: number },
): RateVerdict {
  const spacing = spacingUs(rule);
  const windowUs = spacing * rule.burst;
  const left = Math.max(0, Math.floor((windowUs - fullInUs) / spacing));
  return {
    admitted,
    waitMs: admitted ? 0 : Math.max(1, Math.ceil((fullInUs + spacing - windowUs) / 1000)),
    fields: {
      'ratelimit-policy': `"${rateClass}";q=${String(rule.burst)};w=${String(Math.ceil(windowUs / 1e6))}`,
      ratelimit: `"${rateClass}";r=${String(left)};t=${String(Math.ceil(fullInUs / 1e6))}`,
    },
  };
}

export function tooManyRequests(what: string, { waitMs }: RateVerdict): AppError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new AppError('too_many_requests', what, {
    fix: `Wait ${String(seconds)} ${seconds === 1 ? 'second' : 'seconds'}.`,
    who: 'the caller',
    retryAfterSeconds: seconds,
  });
}
