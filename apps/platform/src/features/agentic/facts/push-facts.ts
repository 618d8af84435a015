/**
 * Tells every Gateway that is there of a version of the facts that has just been committed, and of what it stopped: signed on
 * the edge platform → Gateway, to one instance each, never waited for and never repeated. A push that is lost costs nothing
 * but time: Gateway asks anyway, and no decision on older facts is ever committed (architecture.md, steps 3 and 5).
 */
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { FactsPush, FactsStop } from '@gamut/protocol/facts';
import type { Edge } from '@gamut/service/edge';
import type { Logger } from '@gamut/service/logger';
import { signedClient, type SignedClient } from '@gamut/service/signed-client';
import type { FactsMove } from './bump-facts.ts';
import type { GatewayRegister, ListedGateway } from './gateway-register.ts';

export interface FactsPusher {
  /** Returns at once. */
  push(tenant: string, move: FactsMove): void;
  close(): Promise<void>;
}

export interface FactsPusherParts {
  /** Platform → Gateway. */
  readonly edge: Edge;
  readonly gateways: Pick<GatewayRegister, 'list'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Pick<Logger, 'debug'>;
}

/** Later than this the Gateway has asked by itself. */
const pushMs = 700;
const stopsMax = 256;

/** One Gateway and one tenant: one push is under way, and what comes meanwhile rides in the next. */
interface Lane {
  next: FactsMove | undefined;
}

/** Connections by address; those of Gateways that are gone are closed. */
function createClients({ edge, clock, random }: FactsPusherParts) {
  const clients = new Map<string, SignedClient>();
  const make = (baseUrl: string): SignedClient =>
    signedClient({ name: 'gateway', baseUrl, edge, deadlineMs: pushMs, connections: 4, clock, random });
  return {
    of: (origin: string): SignedClient => {
      const client = clients.get(origin) ?? make(origin);
      clients.set(origin, client);
      return client;
    },
    keepOnly: (listed: readonly ListedGateway[]): void => {
      for (const [origin, client] of clients) {
        if (listed.some((one) => one.origin === origin)) continue;
        clients.delete(origin);
        void client.close();
      }
    },
    close: async (): Promise<void> => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

export function createFactsPusher(parts: FactsPusherParts): FactsPusher {
  const clients = createClients(parts);
  const lanes = new Map<string, Lane>();

  async function drain(gateway: ListedGateway, tenant: string, lane: Lane): Promise<void> {
    for (let move = lane.next; move !== undefined; move = lane.next) {
      lane.next = undefined;
      const body: FactsPush = {
        instance: gateway.instance,
        tenant,
        version: move.version,
        stops: [...move.stops].slice(-stopsMax),
      };
      try {
        await clients.of(gateway.origin).post('/internal/v1/facts-push', { tenant, body });
      } catch (error) {
        parts.logger.debug({ err: error, gateway: gateway.instance }, 'a Gateway could not be told; it asks');
      }
    }
  }

  return {
    push: (tenant, move) => {
      const listed = parts.gateways.list();
      clients.keepOnly(listed);
      for (const gateway of listed) {
        const key = `${tenant}/${gateway.instance}`;
        const lane = lanes.get(key);
        if (lane !== undefined) {
          lane.next = merged(lane.next, move);
          continue;
        }
        const opened: Lane = { next: move };
        lanes.set(key, opened);
        void drain(gateway, tenant, opened).finally(() => lanes.delete(key));
      }
    },
    close: () => clients.close(),
  };
}

function merged(first: FactsMove | undefined, second: FactsMove): FactsMove {
  if (first === undefined) return second;
  const stops: readonly FactsStop[] = [...first.stops, ...second.stops];
  return { version: Math.max(first.version, second.version), stops };
}
