/**
 * The Gateways that are there, by their own signed facts-sync: kept in this process's memory, forgotten soon after they fall
 * silent. Whoever is not in it is not pushed to, and learns by asking, as all of them do anyway.
 */
import type { Clock } from '@gamut/kernel/time-source';
import { isLoopbackHost } from '@gamut/service/loopback';

export interface ListedGateway {
  readonly instance: string;
  readonly origin: string;
}

export interface GatewayRegister {
  /** @param pushOrigin where it says that it can be reached; left out, it is not pushed to */
  heard(instance: string, pushOrigin: string | undefined): void;
  list(): readonly ListedGateway[];
}

/** A Gateway asks about once a second; its lease on the facts lasts three. */
const silentMsMax = 10_000;
const gatewaysMax = 64;

export function createGatewayRegister(clock: Pick<Clock, 'monotonicMs'>): GatewayRegister {
  const gateways = new Map<string, { readonly origin: string; readonly heardMs: number }>();

  function forgetSilent(): void {
    const since = clock.monotonicMs() - silentMsMax;
    for (const [instance, { heardMs }] of gateways) if (heardMs < since) gateways.delete(instance);
  }

  return {
    heard: (instance, pushOrigin) => {
      const origin = originOf(pushOrigin);
      if (origin === undefined) return;
      if (!gateways.has(instance) && gateways.size >= gatewaysMax) {
        forgetSilent();
        if (gateways.size >= gatewaysMax) return;
      }
      gateways.set(instance, { origin, heardMs: clock.monotonicMs() });
    },
    list: () => {
      forgetSilent();
      return [...gateways].map(([instance, { origin }]) => ({ instance, origin }));
    },
  };
}

/** An origin and nothing more, by TLS unless it is this machine. */
function originOf(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.origin !== text) return undefined;
  const plainly = url.protocol === 'http:' && isLoopbackHost(url.hostname);
  return plainly || url.protocol === 'https:' ? url.origin : undefined;
}
