/**
 * The calls that are out at this moment. When an agent (its circuit breaker too), its tenant, a tool or a connector is stopped, what is under way is cut
 * off: at once when platform pushes the stop, within the facts' next second otherwise; the action is then in doubt (product.md
 * 3: kill switch). A call that was stopped while its decision was on the way back is cut off as it starts.
 */
import type { KillTarget } from '@gamut/kernel/agentic-terms';
import { contradictory } from '@gamut/policy/contradictory';
import { tenantWide, type IndexedFacts } from '@gamut/policy/indexed-facts';
import type { FactsStop } from '@gamut/protocol/facts';
import type { HeldFacts } from '../facts/facts-holder.ts';

export interface Flying {
  readonly tenant: string;
  readonly agentId: string;
  readonly connectorId: string;
  /** As agents see it. */
  readonly tool: string;
}

interface Flight extends Flying {
  readonly stop: AbortController;
}

/** Stops that were pushed, until the facts that hold them are here. */
interface Stopped {
  readonly version: number;
  readonly stops: readonly FactsStop[];
}

export class CallsInFlight {
  readonly #flights = new Set<Flight>();
  /** What the last review of each tenant stood on. */
  readonly #reviewed = new Map<string, HeldFacts>();
  readonly #stopped = new Map<string, Stopped>();

  async run<T>(flying: Flying, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight: Flight = { ...flying, stop: new AbortController() };
    this.#flights.add(flight);
    const reviewed = this.#reviewed.get(flight.tenant);
    if ((reviewed !== undefined && !isBacked(flight, reviewed)) || this.#isStopped(flight)) cut(flight);
    try {
      return await call(flight.stop.signal);
    } finally {
      this.#flights.delete(flight);
    }
  }

  /** Cuts off whatever these facts no longer stand behind; without facts, everything of the tenant. */
  review(tenant: string, held: HeldFacts | undefined): void {
    if (held === undefined) this.#reviewed.delete(tenant);
    else this.#reviewed.set(tenant, held);
    if (held === undefined || held.facts.version >= (this.#stopped.get(tenant)?.version ?? 0))
      this.#stopped.delete(tenant);
    for (const flight of this.#flights) if (flight.tenant === tenant && !isBacked(flight, held)) cut(flight);
  }

  /** Cuts off what platform says is stopped as of this version of the facts, and what of it would start before they come. */
  stop(tenant: string, version: number, stops: readonly FactsStop[]): void {
    if (stops.length === 0) return;
    const before = this.#stopped.get(tenant);
    this.#stopped.set(tenant, {
      version: Math.max(version, before?.version ?? 0),
      stops: [...(before?.stops ?? []), ...stops],
    });
    for (const flight of this.#flights) if (flight.tenant === tenant && this.#isStopped(flight)) cut(flight);
  }

  size(): number {
    return this.#flights.size;
  }

  #isStopped(flight: Flight): boolean {
    const stops = this.#stopped.get(flight.tenant)?.stops ?? [];
    if (stops.length === 0) return false;
    const tool = toolIdOf(flight, this.#reviewed.get(flight.tenant)?.indexed);
    const ids: Record<KillTarget, string | undefined> = {
      agent: flight.agentId,
      connector: flight.connectorId,
      tenant: flight.tenant,
      tool,
    };
    return stops.some(({ target, id }) => ids[target] === id);
  }
}

function cut(flight: Flight): void {
  flight.stop.abort(new Error('killed'));
}

function toolIdOf(flight: Flight, indexed: IndexedFacts | undefined): string | undefined {
  const tool = indexed?.tools.get(flight.tool);
  return tool === undefined || tool === contradictory ? undefined : tool.facts.id;
}

function isBacked(flight: Flight, held: HeldFacts | undefined): boolean {
  if (held === undefined || held.facts.tenantStatus !== 'active' || !held.facts.agenticEntitled) return false;
  const { indexed } = held;
  const agent = indexed.agents.get(flight.agentId);
  if (agent === undefined || agent === contradictory || agent.status !== 'active') return false;
  if (agent.breaker !== undefined) return false;
  const connector = held.facts.connectors.find((one) => one.id === flight.connectorId);
  if (connector?.status !== 'active') return false;
  const isKilled = (target: KillTarget, id: string | undefined): boolean =>
    id !== undefined && indexed.killSwitches.get(target)?.has(id) === true;
  return !(
    isKilled('tenant', tenantWide) ||
    isKilled('agent', flight.agentId) ||
    isKilled('connector', flight.connectorId) ||
    isKilled('tool', toolIdOf(flight, indexed))
  );
}
