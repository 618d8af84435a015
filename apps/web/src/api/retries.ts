/**
 * When a read is tried again by itself: twice where platform was not there, was busy or counted too many requests, and then after what
 * it says. One that took the whole deadline is not: the person has waited long enough, and decides. The network's own word on
 * whether there is one counts for nothing, since platform may run on this machine.
 */
import { asProblem } from './problem.ts';

const retriesMax = 2;
const waitMsMax = 10_000;

export function mayPass(failures: number, error: Error): boolean {
  const { code, status } = asProblem(error);
  return failures < retriesMax && (code === 'platform_unreachable' || status === 429 || status >= 500);
}

export function waitMs(failures: number, error: Error): number {
  return Math.min(asProblem(error).retryAfterMs ?? 500 * 2 ** failures, waitMsMax);
}

export const reads = { retry: mayPass, retryDelay: waitMs, networkMode: 'always' } as const;
