/**
 * Delivers what is due, for all tenants, in the background of every platform process; the lease of each endpoint keeps two from
 * doing the same. A slow address holds up its own endpoint and no other; a tenant that is not active or is sealed is left alone.
 */
import type { TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Logger } from '@gamut/service/logger';
import { deliverEndpoint, type DeliveryParts } from './deliver-endpoint.ts';
import { listDue } from './delivery-store.ts';

export interface DeliveryWorker {
  /** Begins what is due and waits for it. */
  round(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface WorkerParts extends DeliveryParts {
  readonly logger: Logger;
  readonly everyMs?: number;
}

const usualEveryMs = 1_000;
/** Tenants without an endpoint are asked this often. */
const lookAgainMs = 10_000;
const atOnceMax = 32;

export function createDeliveryWorker(parts: WorkerParts): DeliveryWorker {
  const { db, clock, logger, everyMs = usualEveryMs } = parts;
  const running = new Map<string, Promise<void>>();
  const idleUntilMs = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();

  function begin(tenant: TenantRef, id: string): void {
    if (running.has(id) || running.size >= atOnceMax) return;
    const work = deliverEndpoint(parts, tenant, id)
      .catch((error: unknown) => {
        reportTo(logger, tenant, error);
      })
      .then(() => void running.delete(id));
    running.set(id, work);
  }

  async function look(tenant: TenantRef): Promise<void> {
    const at = new Date(clock.nowMs()).toISOString();
    const { due, any } = await db.readTenant(tenant, (tx) => listDue(tx, at));
    if (!any) idleUntilMs.set(tenant.id, clock.monotonicMs() + lookAgainMs);
    for (const id of due) begin(tenant, id);
  }

  async function begunAll(): Promise<void> {
    for (const tenant of await db.listTenants()) {
      if (tenant.status !== 'active') continue;
      if (clock.monotonicMs() < (idleUntilMs.get(tenant.id) ?? -Infinity)) continue;
      await look(tenant).catch((error: unknown) => {
        reportTo(logger, tenant, error);
      });
    }
  }

  function schedule(): void {
    timer = setTimeout(() => {
      ticking = begunAll()
        .catch((error: unknown) => {
          logger.warn({ err: error }, 'webhooks could not be looked for');
        })
        .then(() => {
          if (timer !== undefined) schedule();
        });
    }, everyMs);
    timer.unref();
  }

  return {
    async round() {
      idleUntilMs.clear();
      await begunAll();
      await Promise.all(running.values());
    },
    start: schedule,
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await ticking;
      await Promise.all(running.values());
    },
  };
}

function reportTo(logger: Logger, tenant: TenantRef, error: unknown): void {
  if (error instanceof AppError && error.code === 'tenant_sealed') return;
  logger.warn({ err: error, tenant: tenant.id }, 'a webhook could not be delivered');
}
