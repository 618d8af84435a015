/**
 * The handles through which stores reach data. Each is made for one tenant (or for control) and one transaction, dies with
 * it, and a reader has no way to write. Only the door builds them: the brands can't be named elsewhere.
 */
import type { TenantId } from '@gamut/kernel/id';

declare const tenantReader: unique symbol;
declare const tenantWriter: unique symbol;
declare const controlReader: unique symbol;
declare const controlWriter: unique symbol;

interface Queries {
  /**
   * One statement, prepared by its text; parameters only as `$1`. Statements started together leave in one flight.
   * bigint arrives as number, timestamptz as Date; pass JSON as text.
   */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

interface Changes {
  /** The number of rows that the statement touched. */
  execute(sql: string, values?: readonly unknown[]): Promise<number>;
}

export interface TenantReader extends Queries {
  /** Whose data this is: what a store writes into a record, it takes from here. */
  readonly tenant: TenantId;
  readonly [tenantReader]: true;
}

export interface TenantTx extends TenantReader, Changes {
  readonly [tenantWriter]: true;
}

export interface ControlReader extends Queries {
  readonly [controlReader]: true;
}

export interface ControlTx extends ControlReader, Changes {
  /**
   * A change of one tenant's rows ends in the platform's own stream, which is no tenant's: from here to the commit it sees all rows, as
   * routing does. Asked for with the last statements.
   */
  crossTenants(): Promise<void>;
  readonly [controlWriter]: true;
}
