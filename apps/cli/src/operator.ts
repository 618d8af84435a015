/**
 * The operator's calls to a platform: where it is and with which token. Beside a running launcher both are known; for any other
 * platform they come from GAMUT_PLATFORM_URL and GAMUT_OPERATOR_TOKEN or its _FILE twin.
 */
import { AppError } from '@gamut/kernel/app-error';
import { readIfPresent } from './durable-file.ts';
import { operatorAccess } from './demo-credentials.ts';
import { call, type OperatorAccess } from './operator-api.ts';
import { loadRunningState } from './running-state.ts';
import type { World } from './world.ts';

export interface Operator {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  download(path: string, withinMs: number): Promise<NonNullable<Response['body']>>;
}

/** Suspending waits for the calls that are being committed, creating for a worker. */
const deadlineMs = 30_000;

/** @throws AppError that says what is not there */
export function findOperator(world: World): Operator {
  const access = accessOf(world);
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    withinMs = deadlineMs,
  ): Promise<Response> => {
    const answer = await call(`${access.platform}/operator/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(withinMs),
    });
    if (answer.ok) return answer;
    throw refusalOf(answer.status, await answer.json().catch(() => undefined));
  };
  return {
    get: async (path) => (await send('GET', path)).json(),
    post: async (path, body) => (await send('POST', path, body)).json(),
    async download(path, withinMs) {
      const { body } = await send('GET', path, undefined, withinMs);
      if (body !== null) return body;
      throw new AppError('dependency_failed', 'the platform sent nothing');
    },
  };
}

function accessOf({ env, home }: World): OperatorAccess {
  const url = env['GAMUT_PLATFORM_URL'];
  const token = findToken(env, 'GAMUT_OPERATOR_TOKEN');
  if (url !== undefined && url !== '' && token !== undefined) return { platform: originOf(url), token };
  const running = operatorAccess(home, loadRunningState(home).ports);
  return {
    platform: url === undefined || url === '' ? running.platform : originOf(url),
    token: token ?? running.token,
  };
}

/** @throws AppError when it is no origin */
export function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:') && url.pathname === '/')
    return url.origin;
  throw new AppError('bad_request', 'GAMUT_PLATFORM_URL is not an address of a platform', {
    fix: 'set it to an origin such as http://127.0.0.1:4600',
  });
}

/** @throws AppError when its _FILE twin names no file with one */
export function findToken(
  env: World['env'],
  name: 'GAMUT_OPERATOR_TOKEN' | 'GAMUT_ACCESS_TOKEN',
): string | undefined {
  const direct = env[name];
  const path = env[`${name}_FILE`];
  if (direct !== undefined && direct !== '') return direct;
  if (path === undefined || path === '') return undefined;
  const text = readIfPresent(path)?.trim();
  if (text !== undefined && text !== '') return text;
  throw new AppError('not_found', `${name}_FILE names no file with a token in it`, {
    fix:
      name === 'GAMUT_OPERATOR_TOKEN'
        ? 'name the file keys/operator/GAMUT_OPERATOR_TOKEN of the installation'
        : 'name a file that holds an API token, gmt_…',
  });
}

function refusalOf(status: number, said: unknown): AppError {
  const { message, fix } = (said ?? {}) as { message?: unknown; fix?: unknown };
  if (status === 401)
    return new AppError('unauthenticated', 'the platform does not take this operator token', {
      fix: 'run this on the machine of the platform, with the token of the same installation',
    });
  return new AppError(
    'dependency_failed',
    typeof message === 'string' ? message : `the platform answered ${String(status)}`,
    typeof fix === 'string' ? { fix } : {},
  );
}
