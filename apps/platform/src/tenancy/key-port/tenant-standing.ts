/**
 * What one process knows of one tenant whose key the customer owns: open or sealed, since when the key was last shown to be
 * there, and the data keys while it is. Time is counted on the clock that never goes back, from the moment a check was *sent*.
 * Sealing wipes the keys where they lie.
 */
import type { KeyPortFault } from './key-port.ts';

export interface OpenedKey {
  /** What the service was asked to unwrap, and by which of its keys. */
  readonly theirs: string;
  readonly port: string;
  readonly key: Uint8Array;
}

export type Turn = 'opened' | 'sealed' | undefined;

export class TenantStanding {
  readonly tenantId: string;
  /** `unknown`: this process has not seen an answer yet, and treats the tenant as sealed. */
  #state: 'unknown' | 'open' | 'sealed' = 'unknown';
  #reason = 'its key has not been checked yet';
  #fault: KeyPortFault | undefined;
  #lastGoodMs = Number.NEGATIVE_INFINITY;
  #keys: ReadonlyMap<string, OpenedKey> = new Map();
  readonly #sealAfterMs: number;

  constructor(tenantId: string, sealAfterMs: number) {
    this.tenantId = tenantId;
    this.#sealAfterMs = sealAfterMs;
  }

  get state(): 'unknown' | 'open' | 'sealed' {
    return this.#state;
  }
  get reason(): string {
    return this.#reason;
  }
  /** The customer took the key back, as against a service that is silent. */
  get revoked(): boolean {
    return this.#fault === 'revoked';
  }

  /** @param sentMs when the check began; @param keys all data keys of the tenant by id, which are this object's from now on */
  good(sentMs: number, keys: ReadonlyMap<string, OpenedKey>): Turn {
    this.#wipe();
    this.#keys = keys;
    this.#lastGoodMs = Math.max(this.#lastGoodMs, sentMs);
    this.#fault = undefined;
    if (this.#state === 'open') return undefined;
    this.#state = 'open';
    return 'opened';
  }

  bad(fault: KeyPortFault, reason: string, nowMs: number): Turn {
    this.#fault = fault;
    this.#reason = reason;
    return fault === 'revoked' || this.#state === 'unknown' ? this.seal(reason) : this.pass(nowMs);
  }

  /** Time alone seals: whoever asks, and a timer besides, lets it pass first. */
  pass(nowMs: number): Turn {
    if (this.#state !== 'open' || nowMs - this.#lastGoodMs < this.#sealAfterMs) return undefined;
    return this.seal(this.#fault === undefined ? 'its key could not be checked in time' : this.#reason);
  }

  /** The bytes as they are held; undefined when this is not the key that was opened. */
  find(keyId: string, theirs: string, port: string): Uint8Array | undefined {
    const opened = this.#state === 'open' ? this.#keys.get(keyId) : undefined;
    return opened?.theirs === theirs && opened.port === port ? opened.key : undefined;
  }

  seal(reason: string): Turn {
    this.#wipe();
    this.#reason = reason;
    const turn = this.#state === 'sealed' ? undefined : 'sealed';
    this.#state = 'sealed';
    return turn;
  }

  #wipe(): void {
    for (const { key } of this.#keys.values()) key.fill(0);
    this.#keys = new Map();
  }
}
