/**
 * Calls another process of the product: pooled connections, one signed POST, a deadline, and an answer that counts only
 * if it is signed by the asked process and bound to this very call. Whatever else happens is one AppError.
 */
import { Pool } from 'undici';
import { AppError } from '@gamut/kernel/app-error';
import { errorStatus, type ErrorCode } from '@gamut/kernel/error-codes';
import { newId } from '@gamut/kernel/id';
import { limits } from '@gamut/kernel/limits';
import { parseJson } from '@gamut/kernel/parse-json';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { randomBytes } from '@gamut/crypto/random';
import { noTenant, signRequest } from '@gamut/protocol/signed-request';
import { verifyResponse } from '@gamut/protocol/signed-response';
import { callDependency, type FaultHook } from './dependency.ts';
import type { Edge } from './edge.ts';
import { systemTime } from './system-time.ts';
import { traceHeaders } from './trace.ts';

export interface SignedClientOptions {
  /** The dependency's name in errors, logs and readiness: `platform`. */
  readonly name: string;
  /** Origin of the asked process, without a path. */
  readonly baseUrl: string;
  readonly edge: Edge;
  readonly deadlineMs: number;
  readonly connections?: number;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly fault?: FaultHook;
}

export interface SignedPost {
  /** Left out: the call concerns no tenant. */
  readonly tenant?: string;
  readonly body: unknown;
  readonly requestId?: string;
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

export interface SignedClient {
  /**
   * The body of the answer, which its sender signed; its shape is for the caller to check.
   * @throws AppError: the other side's own refusal (below 500), `deadline_exceeded` or `dependency_failed`
   */
  post(path: string, call: SignedPost): Promise<unknown>;
  close(): Promise<void>;
}

export function signedClient(options: SignedClientOptions): SignedClient {
  const { name, fault } = options;
  const origin = new URL(options.baseUrl).origin;
  const pool = new Pool(origin, {
    connections: options.connections ?? 32,
    pipelining: 1,
    allowH2: false,
    connect: { minVersion: 'TLSv1.3' },
    maxResponseSize: limits.answerBytesMax,
    connectTimeout: Math.min(options.deadlineMs, 5000),
    bodyTimeout: 0,
    headersTimeout: 0,
  });
  return {
    post: (path, call) => {
      const deadlineMs = call.deadlineMs ?? options.deadlineMs;
      return callDependency({ name, deadlineMs, fault, signal: call.signal }, (signal) =>
        post(options, pool, `${origin}${path}`, path, call, signal),
      );
    },
    close: () => pool.destroy(),
  };
}

async function post(
  options: SignedClientOptions,
  pool: Pool,
  url: string,
  path: string,
  call: SignedPost,
  signal: AbortSignal,
): Promise<unknown> {
  const clock = options.clock ?? systemTime;
  const random = options.random ?? randomBytes;
  const { edge } = options;
  const body = Buffer.from(JSON.stringify(call.body));
  const headers = signRequest({
    method: 'POST',
    url,
    tenant: call.tenant ?? noTenant,
    requestId: call.requestId ?? newId('req', clock.nowMs(), random(16)),
    body,
    keyId: edge.keyId,
    key: edge.key,
    clock,
    random,
  });
  const response = await pool.request({
    method: 'POST',
    path,
    headers: { ...headers, ...traceHeaders() },
    body,
    signal,
  });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  const requestSignature = headers['signature'] as string;
  assertAnswered(
    options.name,
    () => {
      verifyResponse({
        status: response.statusCode,
        headers: response.headers,
        body: bytes,
        requestSignature,
        keyId: edge.answerKeyId,
        key: edge.answerKey,
        nowMs: clock.nowMs(),
      });
    },
    response.statusCode,
  );
  const answer = parseJson(bytes, { bytesMax: limits.answerBytesMax, depthMax: 128 });
  if (response.statusCode === 200) return answer;
  throw remoteRefusal(options.name, answer);
}

/** An answer that does not verify is no answer, whatever it says; the reason is for the log. */
function assertAnswered(name: string, verify: () => void, status: number): void {
  try {
    verify();
  } catch (cause) {
    throw new AppError(
      'dependency_failed',
      `${name} gave an answer (${String(status)}) that is not its own.`,
      {
        fix: `See that both ends hold the same edge keys and that this address is ${name}'s.`,
        who: 'the operator',
        cause,
      },
    );
  }
}

/** What the other side refused with, in its own words when it is the caller's to mend; its own faults are a failure of it. */
export function remoteRefusal(name: string, answer: unknown): AppError {
  const problem = answer as { code?: unknown; message?: unknown; fix?: unknown; who?: unknown } | null;
  const code = problem?.code;
  const message = typeof problem?.message === 'string' ? problem.message : `${name} refused.`;
  const detail = {
    ...(typeof problem?.fix === 'string' ? { fix: problem.fix } : {}),
    ...(typeof problem?.who === 'string' ? { who: problem.who } : {}),
  };
  if (typeof code === 'string' && Object.hasOwn(errorStatus, code) && errorStatus[code as ErrorCode] < 500) {
    return new AppError(code as ErrorCode, message, detail);
  }
  return new AppError('dependency_failed', `${name} failed: ${message}`, detail);
}
