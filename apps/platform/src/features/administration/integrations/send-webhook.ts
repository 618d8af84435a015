/**
 * One delivery to an address that a tenant gave: through the guarded way out, signed, capped in time and size, never redirected.
 * Whatever the other side does, the answer is an outcome and no exception; what it said is cut short and redacted before it is kept.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import { createRedactor } from '@gamut/redaction/redactor';
import { guardedFetch, type GuardedFetch, type GuardedFetchOptions } from '@gamut/service/guarded-fetch';
import type { WebhookMessage } from './webhook-message.ts';
import { signatureHeaders } from './webhook-signature.ts';

export interface SendOutcome {
  readonly delivered: boolean;
  readonly status: number | null;
  readonly latencyMs: number;
  /** Why not. */
  readonly detail: string | null;
  /** What the other side said: its beginning, redacted. */
  readonly response: string | null;
}

export interface WebhookTarget {
  send(message: WebhookMessage, secrets: readonly string[]): Promise<SendOutcome>;
  close(): Promise<void>;
}
/** Connections are kept for one run of deliveries; each new one asks the name service again. */
export type OpenWebhookTarget = (url: string) => WebhookTarget;

export interface SenderParts {
  readonly clock: Clock;
  readonly allowedOrigins: readonly string[];
  readonly timeoutMs?: number;
  /** For tests of the name service; the system's otherwise. */
  readonly resolve?: NonNullable<GuardedFetchOptions['resolve']>;
}

/** From the first byte out to the status in. */
export const sendTimeoutMs = 10_000;
const answerBytesMax = 65_536;
const snippetBytesMax = 1_024;
/** An answer may take its time to end; we don't wait for it. */
const snippetMs = 1_000;

export function createWebhookSender(parts: SenderParts): OpenWebhookTarget {
  const { allowedOrigins, resolve, timeoutMs = sendTimeoutMs } = parts;
  return (url) => {
    const guarded = guardedFetch({
      origin: new URL(url).origin,
      allowedOrigins,
      answerBytesMax,
      timeoutMs,
      ...(resolve === undefined ? {} : { resolve }),
    });
    return {
      send: (message, secrets) => sendOnce({ ...parts, timeoutMs, url, guarded }, message, secrets),
      close: () => guarded.close(),
    };
  };
}

interface Sending extends SenderParts {
  readonly timeoutMs: number;
  readonly url: string;
  readonly guarded: GuardedFetch;
}

async function sendOnce(
  { clock, timeoutMs, url, guarded }: Sending,
  message: WebhookMessage,
  secrets: readonly string[],
): Promise<SendOutcome> {
  const startedMs = clock.monotonicMs();
  const passed = (): number => Math.max(0, Math.round(clock.monotonicMs() - startedMs));
  const timestampSeconds = Math.floor(clock.nowMs() / 1000);
  try {
    const response = await guarded.fetch(url, {
      method: 'POST',
      body: message.body,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Gamut-Webhooks/1',
        ...signatureHeaders({ id: message.id, timestampSeconds, body: message.body }, secrets),
      },
    });
    const latencyMs = passed();
    const snippet = await readSnippet(response, secrets);
    const delivered = response.status >= 200 && response.status < 300;
    const detail = delivered ? null : `it answered with the status ${response.status}`;
    return { delivered, status: response.status, latencyMs, detail, response: snippet };
  } catch (error) {
    return { delivered: false, status: null, latencyMs: passed(), detail: whyFailed(error), response: null };
  }
}

/** The beginning of what it said; an answer that breaks off or never ends has said what it said by then. */
async function readSnippet(response: Response, secrets: readonly string[]): Promise<string | null> {
  const reader = response.body?.getReader();
  if (reader === undefined) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), snippetMs);
  try {
    while (bytes < snippetBytesMax) {
      const { done, value } = await reader.read();
      if (done) break;
      const chunk = value as Uint8Array;
      chunks.push(chunk);
      bytes += chunk.byteLength;
    }
  } catch {
    // it broke off
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => undefined);
  }
  const said = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, snippetBytesMax));
  const { text } = createRedactor({ secrets }).redact(
    said.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' '),
  );
  return text === '' ? null : text.slice(0, snippetBytesMax);
}

/** Words and codes, never addresses: what a name leads to inside is none of the tenant's business. */
function whyFailed(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause.message;
    if (cause.name === 'TimeoutError') return 'it did not answer in time';
    const { code } = cause as Error & { code?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code))
      return failures[code] ?? `the call failed: ${code}`;
  }
  return 'the call failed';
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'its name leads nowhere',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it could not be reached in time',
  UND_ERR_HEADERS_OVERFLOW: 'the head of its answer is too long',
  UND_ERR_SOCKET: 'it closed the connection',
};
