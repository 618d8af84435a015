/**
 * From an id or a slug to a proven tenant, through control. By id it is remembered for a second, so routing costs nothing
 * under load; what a suspension must stop asks control itself in its own transaction.
 */
import { mintTenantRef, tenantColumns, type TenantRef, type TenantRow } from './tenant-ref.ts';
import type { ControlReader } from './tenant-transaction.ts';

export interface TenantLookup {
  findTenant(by: { readonly id: string } | { readonly slug: string }): Promise<TenantRef | undefined>;
  /** As control has it now, whatever is remembered. Those who ask while a question is under way share the next one. */
  findTenantNow(id: string): Promise<TenantRef | undefined>;
  listTenants(): Promise<TenantRef[]>;
  /** Forgets what is remembered of a tenant at once, after its status, plan or name was changed here. */
  forgetTenant(id: string): void;
}

const rememberMs = 1_000;
const rememberedMax = 10_000;

type ReadControl = <T>(work: (tx: ControlReader) => Promise<T>) => Promise<T>;

export function createTenantLookup(
  readControl: ReadControl,
  monotonicMs: () => number = () => performance.now(),
): TenantLookup {
  const remembered = new Map<string, { readonly ref: TenantRef; readonly untilMs: number }>();

  function remember(row: TenantRow, askedMs: number): TenantRef {
    const ref = mintTenantRef(row);
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(ref.id, { ref, untilMs: askedMs + rememberMs });
    return ref;
  }

  async function find(column: 'id' | 'slug', value: string): Promise<TenantRef | undefined> {
    const askedMs = monotonicMs();
    const [row] = await readControl((tx) =>
      tx.query<TenantRow>(`SELECT ${tenantColumns} FROM control.tenants WHERE ${column} = $1`, [value]),
    );
    return row === undefined ? undefined : remember(row, askedMs);
  }

  /** @returns those of the ids that exist */
  async function findAll(ids: readonly string[]): Promise<ReadonlyMap<string, TenantRef>> {
    const askedMs = monotonicMs();
    const rows = await readControl((tx) =>
      tx.query<TenantRow>(`SELECT ${tenantColumns} FROM control.tenants WHERE id = ANY ($1::text[])`, [ids]),
    );
    for (const id of ids) remembered.delete(id);
    return new Map(rows.map((row) => [row.id, remember(row, askedMs)]));
  }

  const askNow = shareQuestions(findAll);
  return {
    findTenantNow: askNow,
    async findTenant(by) {
      if ('slug' in by) return find('slug', by.slug);
      const known = remembered.get(by.id);
      if (known !== undefined && monotonicMs() < known.untilMs) return known.ref;
      remembered.delete(by.id);
      return find('id', by.id);
    },
    async listTenants() {
      const rows = await readControl((tx) =>
        tx.query<TenantRow>(`SELECT ${tenantColumns} FROM control.tenants ORDER BY id`),
      );
      return rows.map(mintTenantRef);
    },
    forgetTenant: (id) => void remembered.delete(id),
  };
}

interface Asker {
  readonly id: string;
  readonly resolve: (ref: TenantRef | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** One question at a time for all who ask meanwhile: an answer never stands on a question that began before it was asked. */
function shareQuestions(
  ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, TenantRef>>,
): (id: string) => Promise<TenantRef | undefined> {
  let waiting: Asker[] = [];
  let asking = false;
  async function round(): Promise<void> {
    while (waiting.length > 0) {
      const askers = waiting;
      waiting = [];
      try {
        const found = await ask([...new Set(askers.map(({ id }) => id))]);
        for (const { id, resolve } of askers) resolve(found.get(id));
      } catch (error) {
        for (const { reject } of askers) reject(error);
      }
    }
    asking = false;
  }
  return (id) =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject });
      if (asking) return;
      asking = true;
      // whoever asks in the same turn shares the first
      setImmediate(() => void round());
    });
}
