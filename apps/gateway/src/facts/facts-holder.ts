/**
 * What Gateway knows, and since when: the directory agent → tenant and each tenant's facts, arranged for deciding once per
 * version. A tenant's facts count only within the lease, from the moment the confirming question was *sent*, on a clock
 * that never goes back. Everything is keyed by tenant (security.md 1.5).
 */
import type { Clock } from '@gamut/kernel/time-source';
import { indexFacts, type IndexedFacts } from '@gamut/policy/indexed-facts';
import type { FactsSyncAnswer, FactsSyncRequest, TenantFacts } from '@gamut/protocol/facts';
import { factsDigest } from '@gamut/protocol/facts-of-record';

export interface HeldFacts {
  readonly facts: TenantFacts;
  readonly indexed: IndexedFacts;
  readonly sha256: string;
  /** When platform last said that this version is in force. */
  readonly confirmedMs: number;
}

export interface FactsHolderOptions {
  readonly instance: string;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Asks platform once; whatever it throws means that nothing was learnt. */
  readonly ask: (request: FactsSyncRequest) => Promise<FactsSyncAnswer>;
  /** Where platform can push to this instance, once it is known. */
  readonly pushOrigin?: () => string | undefined;
  /** A tenant's facts changed, or the tenant is gone (undefined). */
  readonly onChange?: (tenant: string, held: HeldFacts | undefined) => void;
}

export const leaseMs = 3000;

export class FactsHolder {
  readonly #options: FactsHolderOptions;
  readonly #held = new Map<string, HeldFacts>();
  /** Tenants that someone asked for and whose facts have not come yet. */
  readonly #wanted = new Set<string>();
  /** The highest version that was pushed, until it is held. */
  readonly #heard = new Map<string, number>();
  /** Tenants that are asked for by themselves just now. */
  readonly #following = new Map<string, { again: boolean }>();
  #directory: ReadonlyMap<string, string> = new Map();
  #directoryVersion = 0;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #confirmedMs = Number.NEGATIVE_INFINITY;

  constructor(options: FactsHolderOptions) {
    this.#options = options;
  }

  /** Facts within the lease; asks platform when there are none. Undefined: there is no such tenant, or platform is silent. */
  async fresh(tenant: string): Promise<HeldFacts | undefined> {
    const held = this.#current(tenant);
    if (held !== undefined) return held;
    // What is only too old is in the question that is already under way; what was never asked for needs a new one.
    const asking = this.#held.has(tenant)
      ? (this.#running ?? this.sync())
      : (this.#wanted.add(tenant), this.sync());
    await asking.catch(() => undefined);
    return this.#current(tenant);
  }

  /** The facts of the agent's tenant; undefined when no tenant has such an agent. */
  async findByAgent(agentId: string): Promise<HeldFacts | undefined | 'unavailable'> {
    if (!this.#directory.has(agentId)) await this.sync().catch(() => undefined);
    const tenant = this.#directory.get(agentId);
    if (tenant !== undefined) return (await this.fresh(tenant)) ?? 'unavailable';
    return this.isFresh() ? undefined : 'unavailable';
  }

  /** A question that begins after this moment; callers share it, and at most one is under way. */
  sync(): Promise<void> {
    if (this.#running === undefined) return (this.#running = this.#run());
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return (this.#running = this.#run());
      });
    return this.#next;
  }

  /** Once a second: also takes up every tenant that has an agent, so that its connectors are watched before the first call. */
  async syncAll(): Promise<void> {
    for (const tenant of this.tenants()) if (!this.#held.has(tenant)) this.#wanted.add(tenant);
    await this.sync();
  }

  /** Platform answered within the lease. */
  isFresh(): boolean {
    return this.#options.clock.monotonicMs() - this.#confirmedMs <= leaseMs;
  }

  tenants(): readonly string[] {
    return [...new Set(this.#directory.values())];
  }

  /** Platform says that this version has been committed: what is held is asked for anew, that tenant alone. @returns whether it is news */
  hear(tenant: string, version: number): boolean {
    const known = this.#held.get(tenant)?.facts.version;
    if (known === undefined || version <= Math.max(known, this.#heard.get(tenant) ?? 0)) return false;
    this.#heard.set(tenant, version);
    void this.#follow(tenant);
    return true;
  }

  /** At most one question about the tenant is under way; a push that comes meanwhile makes for one more. */
  async #follow(tenant: string): Promise<void> {
    const running = this.#following.get(tenant);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const mine = { again: true };
    this.#following.set(tenant, mine);
    try {
      while (mine.again) {
        mine.again = false;
        await this.#ask(new Set([tenant]));
      }
    } catch {
      // nothing was learnt; the next regular question will
    } finally {
      this.#following.delete(tenant);
    }
  }

  #current(tenant: string): HeldFacts | undefined {
    const held = this.#held.get(tenant);
    return held !== undefined && this.#options.clock.monotonicMs() - held.confirmedMs <= leaseMs
      ? held
      : undefined;
  }

  async #run(): Promise<void> {
    try {
      await this.#ask(new Set([...this.#wanted, ...this.#held.keys()]));
    } finally {
      this.#running = undefined;
    }
  }

  async #ask(names: ReadonlySet<string>): Promise<void> {
    const { clock, instance, ask, pushOrigin } = this.#options;
    const sentMs = clock.monotonicMs();
    const origin = pushOrigin?.();
    const held = [...names].map((tenant) => ({
      tenant,
      version: this.#held.get(tenant)?.facts.version ?? 0,
    }));
    const directoryVersion = this.#directoryVersion;
    const answer = await ask({
      instance,
      directoryVersion,
      ...(origin === undefined ? {} : { pushOrigin: origin }),
      held,
    });
    if (answer.instance !== instance) throw new Error('the answer is for another Gateway');
    this.#learn(answer, names, sentMs);
  }

  #learn(answer: FactsSyncAnswer, asked: ReadonlySet<string>, sentMs: number): void {
    if (answer.directory !== null) {
      this.#directory = new Map(Object.entries(answer.directory));
      this.#directoryVersion = answer.directoryVersion;
    }
    const bodies = new Map(answer.facts.map((facts) => [facts.tenant, facts]));
    const inForce = new Map(answer.inForce.map(({ tenant, version }) => [tenant, version]));
    const unconfirmed = new Set(answer.unconfirmed);
    for (const tenant of asked) {
      const version = inForce.get(tenant);
      if (unconfirmed.has(tenant)) continue;
      if (version === undefined) this.#drop(tenant);
      else this.#adopt(tenant, version, bodies.get(tenant), sentMs);
    }
    this.#confirmedMs = Math.max(this.#confirmedMs, sentMs);
  }

  /** Versions only go up: an old answer that arrives late confirms nothing. */
  #adopt(tenant: string, version: number, body: TenantFacts | undefined, sentMs: number): void {
    const held = this.#held.get(tenant);
    if (
      body !== undefined &&
      body.version === version &&
      body.tenant === tenant &&
      version >= (held?.facts.version ?? 0)
    ) {
      if (held !== undefined && isSame(held.facts, body)) return this.#confirm(tenant, held, sentMs);
      const next = {
        facts: body,
        indexed: indexFacts(body),
        sha256: factsDigest(body),
        confirmedMs: sentMs,
      };
      this.#held.set(tenant, next);
      this.#wanted.delete(tenant);
      if ((this.#heard.get(tenant) ?? 0) <= version) this.#heard.delete(tenant);
      this.#options.onChange?.(tenant, next);
    } else if (held?.facts.version === version) this.#confirm(tenant, held, sentMs);
  }

  #confirm(tenant: string, held: HeldFacts, sentMs: number): void {
    this.#held.set(tenant, { ...held, confirmedMs: Math.max(held.confirmedMs, sentMs) });
  }

  #drop(tenant: string): void {
    this.#wanted.delete(tenant);
    this.#heard.delete(tenant);
    if (this.#held.delete(tenant)) this.#options.onChange?.(tenant, undefined);
  }
}

/** One version asked for twice at once is arranged once; the standing alone can differ under one version. */
function isSame(held: TenantFacts, body: TenantFacts): boolean {
  return (
    held.version === body.version &&
    held.tenantStatus === body.tenantStatus &&
    held.agenticEntitled === body.agenticEntitled
  );
}
