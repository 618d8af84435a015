/**
 * The calls that are out at this moment. When an agent, its tenant or a connector stops being active, what it has under way
 * is cut off within the facts' next second; the action is then in doubt (product.md 3: kill switch). A call whose facts
 * were reviewed while its decision was on the way back is cut off as it starts.
 */
import type { HeldFacts } from '../facts/facts-holder.ts';

interface Flight {
  readonly tenant: string;
  readonly agentId: string;
  readonly connectorId: string;
  readonly stop: AbortController;
}

export class CallsInFlight {
  readonly #flights = new Set<Flight>();
  /** What the last review of each tenant stood on. */
  readonly #reviewed = new Map<string, HeldFacts>();

  async run<T>(flight: Omit<Flight, 'stop'>, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const entry: Flight = { ...flight, stop: new AbortController() };
    this.#flights.add(entry);
    const reviewed = this.#reviewed.get(flight.tenant);
    if (reviewed !== undefined && !isBacked(entry, reviewed)) entry.stop.abort(new Error('killed'));
    try {
      return await call(entry.stop.signal);
    } finally {
      this.#flights.delete(entry);
    }
  }

  /** Cuts off whatever these facts no longer stand behind; without facts, everything of the tenant. */
  review(tenant: string, held: HeldFacts | undefined): void {
    if (held === undefined) this.#reviewed.delete(tenant);
    else this.#reviewed.set(tenant, held);
    for (const flight of this.#flights) {
      if (flight.tenant === tenant && !isBacked(flight, held)) flight.stop.abort(new Error('killed'));
    }
  }

  size(): number {
    return this.#flights.size;
  }
}

function isBacked(flight: Flight, held: HeldFacts | undefined): boolean {
  if (held === undefined || held.facts.tenantStatus !== 'active' || !held.facts.agenticEntitled) return false;
  const agent = held.facts.agents.find((one) => one.id === flight.agentId);
  const connector = held.facts.connectors.find((one) => one.id === flight.connectorId);
  return agent?.status === 'active' && connector?.status === 'active';
}
