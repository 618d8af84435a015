/**
 * Makes entries durable, sharing the cost: per tenant one batch is under way and the neighbours that arrive meanwhile ride
 * in the next (architecture.md, step 4). An entry's promise resolves with platform's own word about it and nothing else:
 * a batch that failed, or an answer that lacks an entry, rejects, because then nobody here knows. A batch that platform
 * refused unread wrote nothing, so it is sent again in halves until the one bad entry fails alone.
 */
import { AppError } from '@gamut/kernel/app-error';
import type {
  DecisionEntry,
  LedgerAnswer,
  LedgerBatch,
  LedgerResult,
  OutcomeEntry,
} from '@gamut/protocol/ledger';

export type LedgerEntry = DecisionEntry | OutcomeEntry;

/** What mostly makes an entry large. */
function argumentChars(entry: LedgerEntry): number {
  return entry.kind === 'decision' ? entry.argumentsShown.length + (entry.argumentsWhole?.length ?? 0) : 0;
}

/** About as many bytes as it is on its way there, or its answer on the way back. */
export function entryBytes(entry: LedgerEntry): number {
  const { recipients = [], seen = [] } = (entry.kind === 'decision' ? entry.trust : undefined) ?? {};
  const learned = entry.kind === 'outcome' ? (entry.learned ?? []) : [];
  return (
    2048 +
    argumentChars(entry) * 3 +
    recipients.length * recipientBytes +
    (seen.length + learned.length) * digestBytes
  );
}

export interface LedgerClientOptions {
  readonly instance: string;
  /** One signed call; rejects when there is no verified, well-formed answer. */
  readonly send: (batch: LedgerBatch) => Promise<LedgerAnswer>;
}

interface Waiting {
  readonly entry: LedgerEntry;
  readonly bytes: number;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (result: LedgerResult) => void;
  readonly reject: (error: Error) => void;
}

const entriesMax = 256;
const batchBytesMax = 4_000_000;
/** Beyond this many waiting on one tenant, refusing is kinder than queueing. */
const waitingMax = 2048;
/** A recipient that is sought stands in the request, and what was learned of it in platform's answer. */
const recipientBytes = 200;
const digestBytes = 30;
const unreadable = new Set<string>([
  'bad_request',
  'validation_failed',
  'unknown_field',
  'malformed_json',
  'body_too_large',
]);

export class LedgerClient {
  readonly #options: LedgerClientOptions;
  readonly #lanes = new Map<string, Waiting[]>();

  constructor(options: LedgerClientOptions) {
    this.#options = options;
  }

  /** @param signal the caller has given up: an entry that is still waiting is not sent any more */
  commit(tenant: string, entry: LedgerEntry, signal?: AbortSignal): Promise<LedgerResult> {
    return new Promise((resolve, reject) => {
      const bytes = entryBytes(entry);
      const lane = this.#lanes.get(tenant);
      if (lane === undefined) {
        this.#lanes.set(tenant, [{ entry, bytes, signal, resolve, reject }]);
        // neighbours of the same turn of the event loop ride along in the first batch
        setImmediate(() => void this.#drain(tenant));
      } else if (lane.length >= waitingMax) reject(new Error('too many entries wait for the ledger'));
      else lane.push({ entry, bytes, signal, resolve, reject });
    });
  }

  /** Runs until the lane is empty; a lane that exists is being drained. */
  async #drain(tenant: string): Promise<void> {
    const lane = this.#lanes.get(tenant) as Waiting[];
    while (lane.length > 0) {
      const batch = takeBatch(lane).filter(isStillWanted);
      await this.#send(tenant, batch);
    }
    this.#lanes.delete(tenant);
  }

  async #send(tenant: string, batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const entries = batch.map((waiting) => waiting.entry);
      const answer = await this.#options.send({ tenant, instance: this.#options.instance, entries });
      if (answer.tenant !== tenant) throw new Error('the answer is about another tenant');
      const results = new Map(answer.results.map((result) => [result.id, result]));
      for (const { entry, resolve, reject } of batch) {
        const result = results.get(entry.id);
        if (result === undefined) reject(new Error('the answer leaves the entry out'));
        else resolve(result);
      }
    } catch (error) {
      if (batch.length > 1 && isUnreadable(error)) {
        const middle = Math.ceil(batch.length / 2);
        await this.#send(tenant, batch.slice(0, middle).filter(isStillWanted));
        return this.#send(tenant, batch.slice(middle).filter(isStillWanted));
      }
      for (const waiting of batch)
        waiting.reject(error instanceof Error ? error : new Error('the ledger failed'));
    }
  }
}

/** Platform's own signed word that something in the batch can't be taken; then the transaction was never committed. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof AppError && unreadable.has(error.code);
}

function takeBatch(lane: Waiting[]): Waiting[] {
  let bytes = 0;
  let count = 0;
  while (count < lane.length && count < entriesMax) {
    bytes += (lane[count] as Waiting).bytes;
    if (count > 0 && bytes > batchBytesMax) break;
    count++;
  }
  return lane.splice(0, count);
}

function isStillWanted({ signal, reject }: Waiting): boolean {
  if (signal?.aborted !== true) return true;
  reject(new Error('the caller gave up before the entry was sent'));
  return false;
}
