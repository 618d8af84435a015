/**
 * What other processes may ask, over signed edges: each row lists the callers that it accepts. The signature was verified
 * over the raw bytes before any of this runs; a nonce is spent in the transaction of the effect, and where a call has none,
 * in control before it is answered.
 */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import type { Database, TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { FactsSyncRequest } from '@gamut/protocol/facts';
import { SkillInstructionsRequest } from '@gamut/protocol/skill-instructions';
import { RefusedCredential } from '@gamut/protocol/refused-credential';
import { RuntimeKeyRequest } from '@gamut/protocol/runtime-calls';
import {
  ApprovalFindRequest,
  ConnectorObservation,
  LedgerBatch,
  LedgerBatches,
} from '@gamut/protocol/ledger';
import type { Edge } from '@gamut/service/edge';
import { serveSigned, signedRoute, type SignedRoute } from '@gamut/service/signed-routes';
import { spendRequestNonce } from '../access/request-nonces.ts';
import { findRefusedCredential } from '../features/agentic/agents/find-refused-credential.ts';
import { observeConnector } from '../features/agentic/connectors/observe-connector.ts';
import { commitBatches } from '../features/agentic/decisions/commit-batches.ts';
import type { Ledger } from '../features/agentic/decisions/commit-ledger.ts';
import { findApproval } from '../features/agentic/decisions/find-approval.ts';
import { findInstructions } from '../features/agentic/skills/find-instructions.ts';
import { issueRuntimeKey } from '../features/agentic/runtime-keys/issue-runtime-key.ts';
import type { FactsDesk } from '../features/agentic/facts/facts-desk.ts';
import type { GatewayRegister } from '../features/agentic/facts/gateway-register.ts';
import type { Platform } from '../platform.ts';
import { handshakeRoute } from '../separation/handshake-route.ts';
import type { OwnSecrets } from '../separation/own-secrets.ts';
import type { DenialLog } from './denial-log.ts';
import { closed, oneOf, text, Time } from './schema-words.ts';

export interface InternalParts {
  readonly platform: Platform;
  readonly edges: readonly Edge[];
  readonly facts: FactsDesk;
  readonly gateways: GatewayRegister;
  readonly ledger: Ledger;
  readonly ownSecrets: OwnSecrets;
  readonly denials: Pick<DenialLog, 'recordCredential'>;
}

const gateway = ['gateway_to_platform'] as const;
/** 256 entries with their arguments; Gateway sends at most half of it. */
const batchBytesMax = 8_000_000;

const Heartbeat = Type.Object({ process: oneOf(['claw', 'gateway']), at: Time, build: text(1, 128) }, closed);

export function mountInternalRoutes(server: FastifyInstance, parts: InternalParts): void {
  const { logger, clock, random } = parts.platform;
  serveSigned(server, { edges: parts.edges, logger, clock, random }, internalRoutes(parts));
}

async function loadTenant(db: Database, id: string): Promise<TenantRef> {
  const tenant = await db.findTenant({ id });
  if (tenant !== undefined) return tenant;
  throw new AppError('not_found', 'There is no such tenant.', {
    fix: 'Fetch the directory again.',
    who: 'Gateway',
  });
}

function internalRoutes(parts: InternalParts): SignedRoute[] {
  const { platform, ownSecrets } = parts;
  const handshake = handshakeRoute(platform.db, platform.clock, ownSecrets);
  return [
    ...gatewayRoutes(parts),
    runtimeKeyRoute(parts),
    refusedCredentialRoute(parts),
    skillInstructionsRoute(parts),
    heartbeatRoute(parts),
    handshake,
  ];
}

function gatewayRoutes({ platform, facts, gateways, ledger }: InternalParts): SignedRoute[] {
  const { db, clock, watch } = platform;
  return [
    signedRoute({
      url: '/internal/v1/facts-sync',
      callers: gateway,
      body: FactsSyncRequest,
      answer: async (call) => {
        await spendRequestNonce(db, call);
        watch.heard('gateway', call.body.instance);
        gateways.heard(call.body.instance, call.body.pushOrigin);
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
      url: '/internal/v1/ledger-batches',
      callers: gateway,
      body: LedgerBatches,
      bodyBytesMax: batchBytesMax,
      answer: (call) =>
        commitBatches(platform, call, async (batch) =>
          ledger.commit(await loadTenant(db, batch.tenant), batch, call.nonce),
        ),
    }),
    signedRoute({
      url: '/internal/v1/approvals/find',
      callers: gateway,
      body: ApprovalFindRequest,
      answer: async (call) => {
        await spendRequestNonce(db, call);
        return findApproval(db, await loadTenant(db, call.body.tenant), call.body, clock.nowMs());
      },
    }),
    signedRoute({
      url: '/internal/v1/observations',
      callers: gateway,
      body: ConnectorObservation,
      bodyBytesMax: batchBytesMax,
      answer: async (call) => {
        await spendRequestNonce(db, call);
        await observeConnector(db, await loadTenant(db, call.body.tenant), call.body);
        return { stored: true };
      },
    }),
  ];
}

function skillInstructionsRoute({ platform: { db } }: InternalParts): SignedRoute {
  return signedRoute({
    url: '/internal/v1/skill-instructions',
    callers: gateway,
    body: SkillInstructionsRequest,
    answer: async (call) => {
      await spendRequestNonce(db, call);
      return findInstructions(db, await loadTenant(db, call.body.tenant), call.body);
    },
  });
}

function runtimeKeyRoute({ platform: { db, clock } }: InternalParts): SignedRoute {
  return signedRoute({
    url: '/internal/v1/runtime-keys',
    callers: gateway,
    body: RuntimeKeyRequest,
    answer: async ({ body, nonce }) =>
      issueRuntimeKey(db, await loadTenant(db, body.tenant), body, nonce, clock.nowMs()),
  });
}

function refusedCredentialRoute({ platform: { db, clock }, denials }: InternalParts): SignedRoute {
  return signedRoute({
    url: '/internal/v1/refused-credentials',
    callers: gateway,
    body: RefusedCredential,
    answer: async (call) => {
      await spendRequestNonce(db, call);
      const tenant = await loadTenant(db, call.body.tenant);
      const now = new Date(clock.nowMs()).toISOString();
      const found = await db.readTenant(tenant, (tx) => findRefusedCredential(tx, call.body, now));
      if (found !== undefined) await denials.recordCredential(tenant, found, call.body.leftOut ?? 0);
      return { heard: true };
    },
  });
}

function heartbeatRoute({ platform }: InternalParts): SignedRoute {
  const { db, watch } = platform;
  return signedRoute({
    url: '/internal/v1/heartbeats',
    callers: ['claw_to_platform', 'gateway_to_platform'],
    body: Heartbeat,
    answer: async (call) => {
      const { process, build } = call.body;
      if (call.caller !== `${process}_to_platform`)
        throw new AppError('caller_not_allowed', 'A process speaks for itself alone.');
      await spendRequestNonce(db, call);
      watch.heard(process, build);
      return { heard: true };
    },
  });
}
