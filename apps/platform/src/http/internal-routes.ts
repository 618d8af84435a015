/**
 * What other processes of the product may ask of platform: one row each, with the edges it accepts. The signature has been
 * verified over the raw bytes before any of this runs; a nonce is spent in the transaction of the effect, and where a call
 * has none, in control before it is answered.
 */
import { Type } from 'typebox';
import type { Database, TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { FactsSyncRequest } from '@gamut/protocol/facts';
import { ApprovalFindRequest, ConnectorObservation, LedgerBatch } from '@gamut/protocol/ledger';
import { signedRoute, type SignedCall, type SignedRoute } from '@gamut/service/signed-routes';
import { observeConnector } from '../features/agentic/connectors/observe-connector.ts';
import { findApproval } from '../features/agentic/decisions/find-approval.ts';
import type { Ledger } from '../features/agentic/decisions/commit-ledger.ts';
import type { FactsDesk } from '../features/agentic/facts/facts-desk.ts';
import type { Platform } from '../platform.ts';

export interface InternalParts {
  readonly platform: Platform;
  readonly ledger: Ledger;
  readonly facts: FactsDesk;
}

const gateway = ['gateway_to_platform'];
/** 256 entries with their arguments; Gateway sends at most half of it. */
const batchBytesMax = 8_000_000;

const Heartbeat = Type.Object(
  { process: Type.Enum(['claw', 'gateway']), at: Type.String({ format: 'date-time' }), build: Type.String({ maxLength: 128 }) },
  { additionalProperties: false },
);

export function internalRoutes({ platform, ledger, facts }: InternalParts): readonly SignedRoute[] {
  const { heartbeats } = platform;
  const { db, clock } = platform;
  return [
    signedRoute({
      url: '/internal/v1/facts-sync',
      callers: gateway,
      body: FactsSyncRequest,
      answer: async (call) => {
        await spendNonce(db, call);
        heartbeats.seen('gateway', clock.nowMs());
        return facts.sync(call.body);
      },
    }),
    signedRoute({
      url: '/internal/v1/ledger',
      callers: gateway,
      body: LedgerBatch,
      bodyBytesMax: batchBytesMax,
      answer: async ({ body, nonce }) => ledger.commit(await loadTenant(db, body.tenant), body, nonce),
    }),
    signedRoute({
      url: '/internal/v1/approvals/find',
      callers: gateway,
      body: ApprovalFindRequest,
      answer: async (call) => {
        await spendNonce(db, call);
        return findApproval(db, await loadTenant(db, call.body.tenant), call.body, clock.nowMs());
      },
    }),
    signedRoute({
      url: '/internal/v1/observations',
      callers: gateway,
      body: ConnectorObservation,
      bodyBytesMax: batchBytesMax,
      answer: async (call) => {
        await spendNonce(db, call);
        await observeConnector(db, await loadTenant(db, call.body.tenant), call.body);
        return {};
      },
    }),
    signedRoute({
      url: '/internal/v1/heartbeats',
      callers: ['claw_to_platform', 'gateway_to_platform'],
      body: Heartbeat,
      answer: async (call) => {
        if (call.caller !== `${call.body.process}_to_platform`) throw new AppError('caller_not_allowed', 'A process speaks for itself alone.');
        await spendNonce(db, call);
        heartbeats.seen(call.body.process, clock.nowMs());
        return { at: new Date(clock.nowMs()).toISOString() };
      },
    }),
  ];
}

async function loadTenant(db: Database, id: string): Promise<TenantRef> {
  const tenant = await db.findTenant({ id });
  if (tenant === undefined) throw new AppError('not_found', 'There is no such tenant.', { fix: 'Ask for the facts again.', who: 'Gateway' });
  return tenant;
}

/** Once, durably: the second request with this nonce finds it taken. Whoever can't write it down does not answer. */
async function spendNonce(db: Database, call: SignedCall<unknown>): Promise<void> {
  const spent = await db.control((tx) =>
    tx.query(
      'INSERT INTO request_nonces (nonce, key_id, expires_at) VALUES ($1, $2, $3) ON CONFLICT (nonce) DO NOTHING RETURNING nonce',
      [call.nonce, call.caller, new Date(call.expiresMs + nonceGraceMs).toISOString()],
    ),
  );
  if (spent.length === 0) throw new AppError('replayed', 'This signed request was already answered.', { fix: 'Sign a new one.', who: 'the caller' });
}

/** A signature may be accepted a little after it expires by another clock; its nonce is kept longer than that. */
const nonceGraceMs = 60_000;

/** Nonces of requests that can't be accepted any more. @returns how many were swept */
export function sweepNonces(db: Database, nowMs: number): Promise<number> {
  return db.control((tx) => tx.execute('DELETE FROM request_nonces WHERE expires_at < $1::timestamptz', [new Date(nowMs).toISOString()]));
}
