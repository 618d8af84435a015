/**
 * The other end of Gateway's signed edge, for tests of Gateway as a client: it keeps facts, a ledger and approvals in memory
 * by the contract in core/protocol, over the real signed HTTP. It stands in for nothing in the product's journeys, which run
 * against the real platform.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { reasonKey } from '@gamut/policy/reason-key';
import { FactsSyncRequest, type FactsSyncAnswer, type TenantFacts } from '@gamut/protocol/facts';
import {
  ApprovalFindRequest,
  ConnectorObservation,
  LedgerBatch,
  LedgerBatches,
  type ApprovalFindAnswer,
  type DecisionEntry,
  type LedgerResult,
  type OutcomeEntry,
} from '@gamut/protocol/ledger';
import { RefusedCredential } from '@gamut/protocol/refused-credential';
import { edgeOf, type Edge } from '@gamut/service/edge';
import { createServer } from '@gamut/service/http-server';
import { createLogger } from '@gamut/service/logger';
import { serveSigned, signedRoute } from '@gamut/service/signed-routes';
import { someId } from './gateway-facts.ts';
import { handshakeDesk, type HandshakeDesk } from './handshake.ts';

type Approval = NonNullable<ApprovalFindAnswer['approval']> & { actionSha256: string; used: boolean };

export interface ContractPlatform {
  readonly url: string;
  readonly edge: Edge;
  readonly keys: { readonly toPlatform: Uint8Array; readonly toGateway: Uint8Array };
  readonly handshakes: HandshakeDesk;
  readonly decisions: DecisionEntry[];
  readonly outcomes: OutcomeEntry[];
  readonly observations: ConnectorObservation[];
  readonly batches: number[];
  readonly approvals: Map<string, Approval>;
  facts: TenantFacts;
  /** Changes the facts and moves their version. */
  change(next: Partial<TenantFacts>): void;
  /** What only platform knows of a decision; undefined when there is nothing. */
  reconsider: (entry: DecisionEntry) => LedgerResult | undefined;
  /** Runs before each route; it may throw. */
  before: (route: 'facts' | 'ledger' | 'approvals') => void | Promise<void>;
  close(): Promise<void>;
}

export async function startContractPlatform(facts: TenantFacts): Promise<ContractPlatform> {
  const keys = { toPlatform: randomBytes(32), toGateway: randomBytes(32) };
  const edge = edgeOf('gateway', 'platform', keys.toPlatform, keys.toGateway);
  const logger = createLogger('contract-platform', { level: 'silent' });
  const server = createServer({ logger, checks: [] });
  let seq = 0;
  const platform: Omit<ContractPlatform, 'url'> & { url: string } = {
    url: '',
    edge,
    keys,
    handshakes: handshakeDesk([edge.keyId]),
    decisions: [],
    outcomes: [],
    observations: [],
    batches: [],
    approvals: new Map(),
    facts,
    change: (next) => {
      platform.facts = { ...platform.facts, ...next, version: platform.facts.version + 1 };
    },
    reconsider: () => undefined,
    before: () => undefined,
    close: async () => server.close(),
  };
  const receipt = (id: string) => ({
    stream: 'decisions',
    seq: ++seq,
    hash: sha256Hex(id),
    at: new Date().toISOString(),
  });
  const commit = (entry: DecisionEntry | OutcomeEntry): LedgerResult => {
    const { id } = entry;
    const committed = (): LedgerResult => ({
      id,
      status: 'committed',
      receipt: receipt(id),
      approval: null,
      incident: null,
    });
    if (entry.kind === 'outcome') {
      platform.outcomes.push(entry);
      return committed();
    }
    if (entry.factsVersion !== 0 && entry.factsVersion !== platform.facts.version)
      return { id, status: 'stale', factsVersion: platform.facts.version };
    const news = platform.reconsider(entry);
    if (news !== undefined) return news;
    if (entry.approval !== null) {
      const approval = platform.approvals.get(entry.approval);
      if (approval === undefined || approval.used || approval.status !== 'approved') {
        const reason = {
          code: 'approval_not_usable',
          control: 'approval_gate' as const,
          message: 'The approval was already used.',
          fix: 'Ask again.',
          who: 'The agent',
        };
        return { id, status: 'refused', reason, receipt: receipt(id) };
      }
      approval.used = true;
    }
    platform.decisions.push(entry);
    const result = committed();
    if (entry.decision.kind !== 'require_approval' || result.status !== 'committed') return result;
    const open = [...platform.approvals.values()].find(
      (one) => one.actionSha256 === entry.actionSha256 && !one.used && one.status === 'pending',
    );
    const approval = open ?? openApproval(entry);
    platform.approvals.set(approval.id, approval);
    return { ...result, approval: { id: approval.id, expiresAt: approval.expiresAt } };
  };
  const callers = [edge.keyId];
  serveSigned(server, { edges: [edge], logger }, [
    platform.handshakes.route,
    signedRoute({
      url: '/internal/v1/facts-sync',
      callers,
      body: FactsSyncRequest,
      answer: async ({ body }) => {
        await platform.before('facts');
        return syncAnswer(platform.facts, body);
      },
    }),
    signedRoute({
      url: '/internal/v1/ledger',
      callers,
      bodyBytesMax: 8_000_000,
      body: LedgerBatch,
      answer: async ({ body }) => {
        await platform.before('ledger');
        platform.batches.push(body.entries.length);
        return { tenant: body.tenant, results: body.entries.map(commit) };
      },
    }),
    signedRoute({
      url: '/internal/v1/ledger-batches',
      callers,
      bodyBytesMax: 8_000_000,
      body: LedgerBatches,
      answer: async ({ body: { batches } }) => {
        await platform.before('ledger');
        const answers = batches.map(({ tenant, entries }) => {
          platform.batches.push(entries.length);
          return { tenant, tookMs: 0, results: entries.map(commit) };
        });
        return { answers };
      },
    }),
    signedRoute({
      url: '/internal/v1/approvals/find',
      callers,
      body: ApprovalFindRequest,
      answer: async ({ body }) => {
        await platform.before('approvals');
        const found = [...platform.approvals.values()]
          .reverse()
          .find((one) => one.actionSha256 === body.actionSha256 && !one.used);
        if (found === undefined) return { approval: null };
        const { actionSha256: _action, used: _used, ...approval } = found;
        return { approval };
      },
    }),
    signedRoute({
      url: '/internal/v1/observations',
      callers,
      bodyBytesMax: 8_000_000,
      body: ConnectorObservation,
      answer: async ({ body }) => platform.observations.push(body) && {},
    }),
    signedRoute({
      url: '/internal/v1/refused-credentials',
      callers,
      body: RefusedCredential,
      answer: async () => ({}),
    }),
  ]);
  platform.url = await server.listen({ host: '127.0.0.1', port: 0 });
  return platform;
}

function openApproval(entry: DecisionEntry): Approval {
  const expiresAt = new Date(Date.now() + (entry.approvalExpiresAfterMs ?? 60_000)).toISOString();
  const reasonCodes = entry.decision.reasons.map(reasonKey);
  return {
    id: someId('apr'),
    status: 'pending',
    reasonCodes,
    expiresAt,
    decidedBy: null,
    note: null,
    actionSha256: entry.actionSha256,
    used: false,
  };
}

function syncAnswer(facts: TenantFacts, request: FactsSyncRequest): FactsSyncAnswer {
  const held = request.held.find((one) => one.tenant === facts.tenant);
  return {
    instance: request.instance,
    directoryVersion: facts.version,
    directory:
      request.directoryVersion === facts.version
        ? null
        : Object.fromEntries(facts.agents.map((agent) => [agent.id, facts.tenant])),
    inForce: held === undefined ? [] : [{ tenant: facts.tenant, version: facts.version }],
    facts: held === undefined || held.version === facts.version ? [] : [facts],
  };
}
