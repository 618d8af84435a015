/**
 * W3C Trace Context: whoever calls us may name the trace that the request belongs to (`traceparent`, version 00, section 3.2); we
 * go on under it, in the log and towards the processes that we call ourselves. It decides nothing.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RandomBytes } from '@gamut/kernel/time-source';

export interface Trace {
  /** 32 hexadecimal characters. */
  readonly traceId: string;
  /** Our own part of it: 16 hexadecimal characters. */
  readonly spanId: string;
  readonly sampled: boolean;
}

const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const running = new AsyncLocalStorage<Trace>();

/** A part of the caller's trace, or a trace of our own when none, or none that is well-formed, was sent. */
export function openTrace(header: string | string[] | undefined, random: RandomBytes): Trace {
  const [, traceId, parentId, flags] =
    typeof header === 'string' ? (traceparent.exec(header) ?? []) : ([] as string[]);
  const spanId = hex(random(8));
  const known = traceId !== undefined && !/^0+$/.test(traceId) && !/^0+$/.test(parentId ?? '0');
  if (!known) return { traceId: hex(random(16)), spanId, sampled: false };
  return { traceId, spanId, sampled: (Number.parseInt(flags ?? '0', 16) & 1) === 1 };
}

export function inTrace<T>(trace: Trace, work: () => T): T {
  return running.run(trace, work);
}

/** The header for a call that is made on behalf of the request in hand; nothing outside of one. */
export function traceHeaders(): Readonly<Record<string, string>> {
  const trace = running.getStore();
  if (trace === undefined) return {};
  return { traceparent: `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}` };
}

export function currentTraceId(): string | undefined {
  return running.getStore()?.traceId;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
