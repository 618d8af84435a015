/**
 * The checks behind the sealing of tenants: which tenants have a key port, and what each was last seen to be. Checks of one
 * tenant never overlap. What a check turned is told to control and to Gateway until both have it, and beside the check.
 */
import { listTenantKeys } from '../tenant-key-store.ts';
import { findWatchedPort, listKeyPorts, type KeyPortRow } from './key-port-store.ts';
import { formatPort, KeyPortFailure, type PortName } from './key-port.ts';
import { recordOpened, recordSealed, recordSeen } from './record-turn.ts';
import type { SealingParts } from './sealing-parts.ts';
import { sealedError } from './tenant-sealed.ts';
import { TenantStanding, type OpenedKey, type Turn } from './tenant-standing.ts';
import { unwrapTenantKeys, wipeKeys } from './unwrap-tenant-keys.ts';

export interface Watched {
  readonly standing: TenantStanding;
  readonly service: string;
  readonly port: string;
  /** A list that was asked for before this moment says nothing about it. */
  readonly sinceMs: number;
  checking: Promise<void> | undefined;
  checkedMs: number;
  /** What control (`row`) and Gateway (`facts`) have still to be told. */
  owed: { readonly atMs: number; row: boolean; facts: boolean } | undefined;
  paying: Promise<void> | undefined;
  /** Not before this moment is what failed tried again. */
  payAfterMs: number;
}

const payAgainMs = 5000;

export class KeyChecks {
  readonly #parts: SealingParts;
  readonly #watched = new Map<string, Watched>();
  #listed: Promise<void> | undefined;

  constructor(parts: SealingParts) {
    this.#parts = parts;
  }

  all(): Watched[] {
    return [...this.#watched.values()];
  }

  /** Undefined: no key of the tenant lies at a service. Time has passed over what comes out. */
  async find(tenantId: string): Promise<Watched | undefined> {
    if (this.#listed === undefined) {
      const listing = this.list();
      this.#listed = listing;
      listing.catch(() => (this.#listed = undefined));
    }
    await this.#listed;
    return this.#passed(tenantId);
  }

  #passed(tenantId: string): Watched | undefined {
    const watched = this.#watched.get(tenantId);
    if (watched !== undefined) this.pass(watched);
    return watched;
  }

  /** Another process may have given this tenant a port a moment ago. */
  async discover(tenantId: string): Promise<Watched | undefined> {
    const sentMs = this.#parts.clock.monotonicMs();
    const row = await this.#parts.db.readControl((tx) => findWatchedPort(tx, tenantId));
    if (row === undefined) return undefined;
    const watched = this.#learn(row, sentMs);
    if (watched.standing.state === 'unknown') await this.check(watched);
    return this.#passed(tenantId);
  }

  /** Which tenants there are, by control. */
  async list(): Promise<void> {
    const sentMs = this.#parts.clock.monotonicMs();
    const rows = await this.#parts.db.readControl(listKeyPorts);
    const present = new Set(rows.map(({ tenantId }) => tenantId));
    for (const row of rows) this.#learn(row, sentMs);
    for (const [tenantId, { sinceMs }] of this.#watched)
      if (!present.has(tenantId) && sinceMs <= sentMs) this.drop(tenantId);
  }

  #learn(row: KeyPortRow, sentMs: number): Watched {
    const known = this.#watched.get(row.tenantId);
    if (known !== undefined && (known.sinceMs > sentMs || known.port === formatPort(row))) {
      // another process found it sealed: this one looks for itself, soon
      if (row.state === 'sealed' && known.standing.state === 'open')
        known.checkedMs = Number.NEGATIVE_INFINITY;
      return known;
    }
    if (known !== undefined) this.drop(row.tenantId);
    return this.#watch(row.tenantId, row);
  }

  #watch(tenantId: string, port: PortName): Watched {
    const { clock, times } = this.#parts;
    const watched: Watched = {
      standing: new TenantStanding(tenantId, times.sealAfterMs),
      service: port.service,
      port: formatPort(port),
      sinceMs: clock.monotonicMs(),
      checking: undefined,
      checkedMs: Number.NEGATIVE_INFINITY,
      owed: undefined,
      paying: undefined,
      payAfterMs: Number.NEGATIVE_INFINITY,
    };
    this.#watched.set(tenantId, watched);
    return watched;
  }

  adopt(tenantId: string, port: PortName, sentMs: number, keys: ReadonlyMap<string, OpenedKey>): void {
    this.drop(tenantId);
    const watched = this.#watch(tenantId, port);
    watched.checkedMs = sentMs;
    watched.standing.good(sentMs, keys);
  }

  /** Nothing of it stays in memory. */
  drop(tenantId: string): void {
    const watched = this.#watched.get(tenantId);
    this.#watched.delete(tenantId);
    watched?.standing.seal('it has no key port any more');
  }

  check(watched: Watched): Promise<void> {
    watched.checking ??= this.#checkOnce(watched).finally(() => {
      watched.checking = undefined;
    });
    return watched.checking;
  }

  async #checkOnce(watched: Watched): Promise<void> {
    const { clock } = this.#parts;
    const { standing } = watched;
    const sent = { monotonicMs: clock.monotonicMs(), wallMs: clock.nowMs() };
    watched.checkedMs = sent.monotonicMs;
    let turn: Turn;
    try {
      const keys = await this.#openAll(watched);
      if (this.#watched.get(standing.tenantId) !== watched) return wipeKeys(keys);
      turn = standing.good(sent.monotonicMs, keys);
      if (turn === undefined)
        void recordSeen(this.#parts, standing.tenantId, sent.wallMs).catch(() => undefined);
    } catch (error) {
      if (this.#watched.get(standing.tenantId) !== watched) return;
      turn = this.#judge(watched, error);
      // the row may say open for what another process saw; what it says is set right as that grows old
      if (standing.state === 'sealed')
        (watched.owed ??= { atMs: sent.wallMs, row: true, facts: false }).row = true;
    }
    this.#turned(watched, turn, sent.wallMs);
  }

  #judge({ standing }: Watched, error: unknown): Turn {
    const nowMs = this.#parts.clock.monotonicMs();
    if (error instanceof KeyPortFailure) return standing.bad(error.fault, error.message, nowMs);
    // control itself can't be read: nothing was learnt about the key
    return standing.state === 'unknown' ? undefined : standing.pass(nowMs);
  }

  async #openAll({ standing }: Watched): Promise<Map<string, OpenedKey>> {
    const { tenantId } = standing;
    const rows = await this.#parts.db.readControl((tx) => listTenantKeys(tx, tenantId));
    return unwrapTenantKeys(this.#parts, tenantId, rows);
  }

  /** Time alone seals. */
  pass(watched: Watched): void {
    this.#turned(watched, watched.standing.pass(this.#parts.clock.monotonicMs()), this.#parts.clock.nowMs());
  }

  #turned(watched: Watched, turn: Turn, atMs: number): void {
    if (turn === 'sealed')
      this.#parts.onSealed(watched.standing.tenantId, sealedError(watched.standing.reason));
    if (turn !== undefined) {
      const { tenantId, reason } = watched.standing;
      this.#parts.logger.warn(
        { tenant: tenantId, ...(turn === 'sealed' ? { reason } : {}) },
        `the tenant is ${turn}`,
      );
      // a turn moves the facts whatever anybody was told before: no Gateway is left with the older one
      watched.owed = { atMs, row: true, facts: true };
    }
    this.pay(watched);
  }

  /** Tells what is owed; what fails is tried again a little later. */
  pay(watched: Watched): void {
    const { clock } = this.#parts;
    if (watched.owed === undefined || watched.paying !== undefined) return;
    if (clock.monotonicMs() < watched.payAfterMs) return;
    watched.paying = this.#payOnce(watched)
      .catch((error: unknown) => {
        watched.payAfterMs = clock.monotonicMs() + payAgainMs;
        this.#parts.logger.warn(
          { err: error, tenant: watched.standing.tenantId },
          'a sealing could not be recorded',
        );
      })
      .finally(() => {
        watched.paying = undefined;
      });
  }

  async #payOnce(watched: Watched): Promise<void> {
    const { standing, owed } = watched;
    if (owed === undefined) return;
    const { tenantId } = standing;
    if (owed.row) {
      if (standing.state === 'open') await recordOpened(this.#parts, tenantId, owed.atMs);
      else
        await recordSealed(
          this.#parts,
          tenantId,
          standing.reason,
          standing.revoked ? undefined : this.#parts.times.sealAfterMs,
        );
      owed.row = false;
    }
    if (owed.facts) {
      const tenant = await this.#parts.db.findTenant({ id: tenantId });
      if (tenant !== undefined) await this.#parts.moveFacts(tenant);
      owed.facts = false;
    }
    if (watched.owed === owed) watched.owed = undefined;
    else await this.#payOnce(watched);
  }

  /** Everything that is under way has come to its end. */
  async settled(): Promise<void> {
    for (const { checking, paying } of this.all()) await Promise.all([checking, paying]);
  }
}
