/**
 * From an id or a slug to a proven tenant, through control. By id it is remembered for a second, so routing costs nothing
 * under load; what a suspension must stop asks control itself in its own transaction.
 */
import { mintTenantRef, tenantColumns, type TenantRef, type TenantRow } from './tenant-ref.ts';
import type { ControlReader } from './tenant-transaction.ts';

export interface TenantLookup {
  findTenant(by: { readonly id: string } | { readonly slug: string }): Promise<TenantRef | undefined>;
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

  async function find(column: 'id' | 'slug', value: string): Promise<TenantRef | undefined> {
    const askedMs = monotonicMs();
    const [row] = await readControl((tx) =>
      tx.query<TenantRow>(`SELECT ${tenantColumns} FROM control.tenants WHERE ${column} = $1`, [value]),
    );
    if (row === undefined) return undefined;
    const ref = mintTenantRef(row);
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(ref.id, { ref, untilMs: askedMs + rememberMs });
    return ref;
  }

  return {
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
