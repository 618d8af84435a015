/** What stands around one change of a person, and what a repetition of it is told was made. */
import type { KeyedRequest } from '../limits/idempotency-key.ts';
import type { ReadCall, Route } from './route.ts';

export type SignedIn = Omit<ReadCall, 'tx' | 'body'> & { readonly body: unknown };

/** What stands around one change. */
export interface Guards {
  readonly keyed: KeyedRequest | undefined;
  /** Undefined: the change is not conditional. `reader` shows the thing as its own address does. */
  readonly condition: { readonly ifMatch: readonly string[] | '*'; readonly reader: Route } | undefined;
  /** Whether the answer may be kept and given again. */
  readonly repeatable: boolean;
  /** The answer as it leaves. */
  serialise(answer: unknown): string;
}

/** The id of what was made, where the answer shows it: itself, or beside the secret that it holds. */
export function madeId(answer: unknown): string | undefined {
  const members = Object.values((answer ?? {}) as Record<string, unknown>);
  const ids = [answer, ...members].map((one) => (one as { readonly id?: unknown } | null | undefined)?.id);
  return ids.find((id) => typeof id === 'string');
}
