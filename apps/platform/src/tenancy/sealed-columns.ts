/**
 * The one declaration of every column that holds sealed text (promise: encryption of secrets). What is not declared can't be
 * sealed, since `SealedPlace` is typed from it; a test walks the catalog and finds no sealed column beside it. From it
 * rotation knows what to seal again, and the attacks what to transplant.
 */
export interface SealedColumn {
  /** `tenant`: a table of every tenant's schema. */
  readonly schema: 'tenant' | 'control';
  readonly table: string;
  readonly column: string;
  /** The column whose value binds the text to its row. */
  readonly rowId: string;
  readonly purpose: string;
  readonly nullable: boolean;
  /** Who can open it: the tenant's data key, Gateway alone, or a key drawn from DATA_ENCRYPTION_KEY. */
  readonly sealedTo: 'data_key' | 'gateway' | 'encryption_key';
  /** `map`: a JSON object whose values are sealed texts. */
  readonly form: 'text' | 'map';
}

export const sealedColumns = [
  {
    schema: 'tenant',
    table: 'decisions',
    column: 'arguments_sealed',
    rowId: 'id',
    purpose: 'record',
    nullable: true,
    sealedTo: 'data_key',
    form: 'text',
  },
  {
    schema: 'tenant',
    table: 'decisions',
    column: 'whole_sealed',
    rowId: 'id',
    purpose: 'whole-arguments',
    nullable: true,
    sealedTo: 'data_key',
    form: 'text',
  },
  {
    schema: 'tenant',
    table: 'approvals',
    column: 'arguments_sealed',
    rowId: 'id',
    purpose: 'record',
    nullable: false,
    sealedTo: 'data_key',
    form: 'text',
  },
  {
    schema: 'tenant',
    table: 'webhook_endpoints',
    column: 'secret_sealed',
    rowId: 'id',
    purpose: 'webhook-secret',
    nullable: false,
    sealedTo: 'data_key',
    form: 'text',
  },
  {
    schema: 'tenant',
    table: 'webhook_endpoints',
    column: 'former_secret_sealed',
    rowId: 'id',
    purpose: 'webhook-secret',
    nullable: true,
    sealedTo: 'data_key',
    form: 'text',
  },
  {
    schema: 'tenant',
    table: 'agent_baselines',
    column: 'profile_sealed',
    rowId: 'agent_id',
    purpose: 'record',
    nullable: false,
    sealedTo: 'data_key',
    form: 'text',
  },
  {
    schema: 'tenant',
    table: 'behaviour_alerts',
    column: 'saw_sealed',
    rowId: 'id',
    purpose: 'record',
    nullable: false,
    sealedTo: 'data_key',
    form: 'text',
  },
  {
    schema: 'tenant',
    table: 'connectors',
    column: 'sealed_headers',
    rowId: 'id',
    purpose: 'credential',
    nullable: false,
    sealedTo: 'gateway',
    form: 'map',
  },
  {
    schema: 'control',
    table: 'tenant_keys',
    column: 'wrapped',
    rowId: 'key_id',
    purpose: 'data-key',
    nullable: false,
    sealedTo: 'encryption_key',
    form: 'text',
  },
  {
    schema: 'control',
    table: 'sentinels',
    column: 'sealed',
    rowId: 'purpose',
    purpose: 'database-sentinel',
    nullable: false,
    sealedTo: 'encryption_key',
    form: 'text',
  },
] as const satisfies readonly SealedColumn[];

type Declared = (typeof sealedColumns)[number];
type UnderDataKey = Extract<Declared, { readonly sealedTo: 'data_key' }>;

/** Where a value of a tenant stands: one of the declared columns, and the row. Distributes, so table and column belong together. */
export type SealedPlace = UnderDataKey extends infer C
  ? C extends UnderDataKey
    ? { readonly table: C['table']; readonly column: C['column']; readonly row: string }
    : never
  : never;

export const dataKeyColumns: readonly UnderDataKey[] = sealedColumns.filter(
  (declared): declared is UnderDataKey => declared.sealedTo === 'data_key',
);

/** The purpose that is authenticated with a value in this place. */
export function purposeOf(place: SealedPlace): string {
  const found = dataKeyColumns.find(
    (declared) => declared.table === place.table && declared.column === place.column,
  );
  if (found === undefined) throw new TypeError(`${place.table}.${place.column} is not declared as sealed`);
  return found.purpose;
}
