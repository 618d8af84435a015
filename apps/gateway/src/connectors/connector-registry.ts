/**
 * The connectors of every tenant, as its facts say: opened when they appear, closed when they change or go, watched while
 * they live. What a server lists is told to platform, so that a person sees a change before any agent meets it.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { Clock } from '@gamut/kernel/time-source';
import type { ResolvedAction } from '@gamut/policy/resolve-action';
import type { ConnectorFacts } from '@gamut/protocol/facts';
import type { ConnectorObservation } from '@gamut/protocol/ledger';
import type { GatewayReasonCode } from '../decide/gateway-reasons.ts';
import type { HeldFacts } from '../facts/facts-holder.ts';
import type { Guard } from './stdio/measure-isolation.ts';
import { Upstream, type UpstreamTransport } from './upstream.ts';

export interface Connector {
  readonly tenant: string;
  readonly facts: ConnectorFacts;
  readonly upstream: Upstream;
  guards: readonly Guard[];
}

export interface ConnectorRegistryOptions {
  readonly open: (
    tenant: string,
    facts: ConnectorFacts,
    onGuards: (guards: readonly Guard[]) => void,
  ) => Promise<UpstreamTransport>;
  readonly observe: (observation: ConnectorObservation) => Promise<void>;
  readonly clock: Clock;
}

const connectTimeoutMs = 10_000;
const relistEveryMs = 30_000;

interface Held extends Connector {
  readonly fingerprint: string;
  /** The newest thing to tell platform; kept until it has been told. */
  untold: ConnectorObservation | undefined;
  telling: boolean;
  relistAtMs: number;
}

export class ConnectorRegistry {
  readonly #options: ConnectorRegistryOptions;
  readonly #connectors = new Map<string, Held>();

  constructor(options: ConnectorRegistryOptions) {
    this.#options = options;
  }

  /** Makes what runs equal to what the facts say. A disabled connector does not run; a quarantined one is only looked at. */
  apply(tenant: string, held: HeldFacts | undefined): void {
    const wanted = new Map(
      (held?.facts.connectors ?? [])
        .filter((facts) => facts.status !== 'disabled')
        .map((facts) => [keyOf(tenant, facts.id), facts]),
    );
    for (const [key, connector] of this.#connectors) {
      if (connector.tenant !== tenant) continue;
      const facts = wanted.get(key);
      if (facts !== undefined && fingerprintOf(facts) === connector.fingerprint) wanted.delete(key);
      else {
        this.#connectors.delete(key);
        void connector.upstream.close();
      }
    }
    for (const [key, facts] of wanted) this.#open(key, tenant, facts);
  }

  find(tenant: string, connectorId: string): Connector | undefined {
    return this.#connectors.get(keyOf(tenant, connectorId));
  }

  /** Is the tool listed now exactly as it was pinned? */
  async checkTool(resolved: ResolvedAction): Promise<GatewayReasonCode | 'as_pinned'> {
    if (typeof resolved.tool === 'string') return 'connector_unreachable';
    const { facts } = resolved.tool;
    const connector = this.find(resolved.indexed.facts.tenant, facts.connectorId);
    if (connector === undefined) return 'connector_unreachable';
    const listed = await connector.upstream.findTool(facts.name).catch(() => 'unreachable' as const);
    if (listed === 'unreachable') return 'connector_unreachable';
    if (listed === undefined) return 'tool_not_listed';
    return listed.schemaSha256 === facts.schemaSha256 ? 'as_pinned' : 'tool_schema_changed';
  }

  /** Called on a timer: brings back what died, tells what could not be told, reads listings again. */
  tend(): void {
    const nowMs = this.#options.clock.monotonicMs();
    for (const held of this.#connectors.values()) {
      void held.upstream.connect().catch(() => undefined);
      void this.#tell(held);
      if (nowMs < held.relistAtMs) continue;
      held.relistAtMs = nowMs + relistEveryMs;
      void held.upstream.relist().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    const all = [...this.#connectors.values()];
    this.#connectors.clear();
    await Promise.all(all.map((held) => held.upstream.close()));
  }

  #open(key: string, tenant: string, facts: ConnectorFacts): void {
    const { clock, open } = this.#options;
    const upstream = new Upstream({
      open: () =>
        open(tenant, facts, (guards) => {
          held.guards = guards;
        }),
      clock,
      connectTimeoutMs,
      onListing: ({ reachable, detail, tools }) => {
        const at = new Date(clock.nowMs()).toISOString();
        const isolation = held.guards.map((guard) => ({ ...guard }));
        const observation = {
          tenant,
          connector: facts.id,
          at,
          reachable,
          detail,
          isolation,
          tools: tools.map((tool) => ({ ...tool })),
        };
        held.untold = observation;
        void this.#tell(held);
      },
    });
    const relistAtMs = clock.monotonicMs() + relistEveryMs;
    const held: Held = {
      tenant,
      facts,
      upstream,
      guards: [],
      fingerprint: fingerprintOf(facts),
      untold: undefined,
      telling: false,
      relistAtMs,
    };
    this.#connectors.set(key, held);
    void upstream.connect().catch(() => undefined);
  }

  async #tell(held: Held): Promise<void> {
    const observation = held.untold;
    if (observation === undefined || held.telling) return;
    held.telling = true;
    try {
      await this.#options.observe(observation);
      if (held.untold === observation) held.untold = undefined;
    } catch {
      // kept, and told again at the next turn
    } finally {
      held.telling = false;
    }
  }
}

function keyOf(tenant: string, connectorId: string): string {
  return `${tenant}/${connectorId}`;
}

/** Everything but the status, which decides nothing about how it runs. */
function fingerprintOf({ status: _status, ...rest }: ConnectorFacts): string {
  return canonicalJson(rest);
}
