/**
 * Platform's ledger behind its signed edge, in a process of its own: the server's half of the `decide` bench. It is told its
 * database and edge keys over the channel to its parent and answers with the port that it listens on.
 */
import type { AddressInfo } from 'node:net';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { FactsSyncRequest } from '@gamut/protocol/facts';
import { ApprovalFindRequest, LedgerBatch, LedgerBatches } from '@gamut/protocol/ledger';
import { edgeOf } from '@gamut/service/edge';
import { createServer } from '@gamut/service/http-server';
import { createLogger } from '@gamut/service/logger';
import { serveSigned, signedRoute } from '@gamut/service/signed-routes';
import { systemTime } from '@gamut/service/system-time';
import { commitBatches } from '../../apps/platform/src/features/agentic/decisions/commit-batches.ts';
import { createLedger } from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import { findApproval } from '../../apps/platform/src/features/agentic/decisions/find-approval.ts';
import { createFactsDesk } from '../../apps/platform/src/features/agentic/facts/facts-desk.ts';
import { createTenantKeys } from '../../apps/platform/src/tenancy/tenant-keys.ts';
import { handshakeDesk } from '../support/handshake.ts';

export interface LedgerServerOrder {
  readonly databaseUrl: string;
  /** Hexadecimal. */
  readonly key: string;
  readonly answerKey: string;
}

const callers = ['gateway_to_platform'];

async function serve(order: LedgerServerOrder): Promise<number> {
  const db = createDatabase({ url: order.databaseUrl, applicationName: 'bench' });
  const clock = systemTime;
  const logger = createLogger('bench', { level: 'warn' });
  const keys = createTenantKeys(db, [randomBytes(32)], clock, randomBytes);
  const ledger = createLedger({ db, clock, random: randomBytes, keys });
  const desk = createFactsDesk(db);
  const tenantOf = async (id: string) => {
    const tenant = await db.findTenant({ id });
    if (tenant === undefined) throw new AppError('not_found', 'there is no such tenant');
    return tenant;
  };
  const server = createServer({ logger, checks: [] });
  const edge = edgeOf(
    'gateway',
    'platform',
    Buffer.from(order.key, 'hex'),
    Buffer.from(order.answerKey, 'hex'),
  );
  serveSigned(server, { edges: [edge], logger }, [
    handshakeDesk(callers).route,
    signedRoute({
      url: '/internal/v1/facts-sync',
      callers,
      body: FactsSyncRequest,
      answer: ({ body }) => desk.sync(body),
    }),
    signedRoute({
      url: '/internal/v1/ledger',
      callers,
      body: LedgerBatch,
      bodyBytesMax: 8_000_000,
      answer: async ({ body, nonce }) => ledger.commit(await tenantOf(body.tenant), body, nonce),
    }),
    signedRoute({
      url: '/internal/v1/ledger-batches',
      callers,
      body: LedgerBatches,
      bodyBytesMax: 8_000_000,
      answer: (call) =>
        commitBatches({ clock, logger }, call, async (batch) =>
          ledger.commit(await tenantOf(batch.tenant), batch, call.nonce),
        ),
    }),
    signedRoute({
      url: '/internal/v1/approvals/find',
      callers,
      body: ApprovalFindRequest,
      answer: async ({ body }) => findApproval(db, await tenantOf(body.tenant), body, clock.nowMs()),
    }),
  ]);
  await server.listen({ host: '127.0.0.1', port: 0 });
  return (server.server.address() as AddressInfo).port;
}

process.once('message', (order) => {
  void serve(order as LedgerServerOrder).then((port) => process.send?.(port));
});
