/**
 * One exchange with platform, from the request to the last byte of its answer, under one deadline: whatever goes wrong on the way
 * (nobody there, too slow, broken off, no JSON) becomes a `Problem` that a page can show. Nothing waits for ever.
 */
import { parseProblem, Problem, type ProblemBody } from './problem.ts';

const deadlineMs = 20_000;

const unread =
  'Check that Gamut is running (`npx gamut status`), then try again. Nothing was changed from here.';
const unsure =
  'Check that Gamut is running (`npx gamut status`). It may have been done all the same: look at the record before you repeat it.';

function onTheWay(isSlow: boolean, method: string): ProblemBody {
  return {
    code: isSlow ? 'platform_slow' : 'platform_unreachable',
    message: isSlow ? 'Platform did not answer within 20 seconds.' : 'Platform can’t be reached.',
    fix: method === 'GET' ? unread : unsure,
    who: 'Whoever runs Gamut',
  };
}

/** Seconds, as platform says them; undefined where it says none. */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

export interface Answered<T> {
  readonly headers: Headers;
  readonly body: T;
}

/** @throws Problem for a refusal, and for an answer that never came whole */
export async function exchange<T>(
  path: string,
  init: RequestInit & { readonly method: string },
  signal?: AbortSignal,
): Promise<Answered<T>> {
  const limit = AbortSignal.timeout(deadlineMs);
  let [response, body]: [Response | undefined, unknown] = [undefined, undefined];
  try {
    response = await fetch(path, {
      ...{ cache: 'no-store', redirect: 'error', ...init },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    body = isJson ? await response.json() : undefined;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, onTheWay(limit.aborted, init.method));
  }
  const { ok, status, headers } = response;
  if (!ok) throw parseProblem(status, body, retryAfterMs(headers));
  return { headers, body: body as T };
}
