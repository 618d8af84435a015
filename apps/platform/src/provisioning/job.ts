/**
 * What a job of the provision process is made of: steps, each idempotent, each written down in the transaction of its effect,
 * so that a kill between any two statements leaves work that goes on from the last step. One handler a kind; the worker
 * (`work-jobs.ts`) leases, fences, retries and records.
 */
import type { MigrationLists } from '@gamut/database/migration';
import type { OwnerSession } from '@gamut/database/owner-session';
import type { JsonObject } from '@gamut/kernel/canonical-json';

export const jobKinds = [
  'tenant.create',
  'tenant.move',
  'tenant.export',
  'tenant.restore',
  'tenant.delete',
] as const;
export type JobKind = (typeof jobKinds)[number];

/** Ids and names only: what a job holds is read by whoever reads `control.jobs`. */
export interface JobInHand {
  readonly id: string;
  /** As its row says it. */
  readonly kind: string;
  /** The one tenant that this job is about; no other job of it is active. */
  readonly tenantId: string;
  readonly payload: JsonObject;
  readonly reason: string | null;
  /** The last step that was done, by this attempt or one before it; null at the very start. */
  readonly step: string | null;
  /**
   * Writes a step down, on `home`. Inside `home.transaction(…)` it commits with what the step did; call it last there.
   * @throws when this worker no longer holds the job: then nothing of the transaction may commit
   */
  stepDone(step: string): Promise<void>;
  /**
   * The migrator's session in the home cell. It holds this job's fence: when it is lost, so is the job.
   * One statement after the other; nobody else uses it while the handler runs.
   */
  readonly home: OwnerSession;
  /** The migrator's session in a cell, fenced like `home` and closed by the worker; `home` itself for that name. */
  openCell(name: string): Promise<OwnerSession>;
  readonly migrations: MigrationLists;
  /** Present in the posture of own logins: tenants' roles are made and granted with it. */
  readonly tenantLoginSecret: Uint8Array | undefined;
  /** Where files of tenants are written and read; made by whoever installs, 0700. */
  readonly exportFolder: string;
  /** One line for the log: never a value of a record, never an address. */
  say(text: string): void;
  /** A named place between two steps, where a test kills the process. */
  kill?(point: string): void | Promise<void>;
}

export interface JobHandler {
  readonly kind: JobKind;
  /** @returns what the operator is shown; @throws AppError for a refusal that another attempt can't mend */
  run(job: JobInHand): Promise<JsonObject>;
  /** Takes back what a job leaves that has failed for good, so that nothing half-made stays. Idempotent. */
  undo?(job: JobInHand): Promise<void>;
}
