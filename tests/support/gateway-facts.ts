/**
 * Facts of one small tenant for Gateway's tests: the six demo agents in miniature, with tokens made here, over connectors
 * that the test names. Versions move when the test changes something, as platform would move them.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import { sha256, sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import type { AgentFacts, ConnectorFacts, TenantFacts, ToolFacts } from '@gamut/protocol/facts';

const nowMs = Date.now();
export const someId = (prefix: Parameters<typeof newId>[0]): string => newId(prefix, nowMs, randomBytes(16));

export function makeToken(agentId: string): string {
  const body = `gma_${agentId}_${encodeBase64url(randomBytes(32))}`;
  return body + encodeBase64url(sha256(body)).slice(0, 6);
}

export interface TestAgent {
  readonly facts: AgentFacts;
  readonly token: string;
}

export function makeAgent(name: string, change: Partial<AgentFacts> = {}): TestAgent {
  const id = someId('agt');
  const token = makeToken(id);
  const person = { id: someId('usr'), name: 'Owner of tests' };
  const credentials = [{ id: someId('crd'), name: 'first', sha256: sha256Hex(token), expiresAt: null }];
  const base = {
    id,
    name,
    purpose: 'to be tested',
    humanOwner: person,
    securityOwner: person,
    level: 'senior',
    tier: 'low',
    status: 'active',
    statusReason: null,
  } as const;
  return { facts: { ...base, credentials, ...change }, token };
}

export function makeConnector(
  name: string,
  transport: ConnectorFacts['transport'],
  change: Partial<ConnectorFacts> = {},
): ConnectorFacts {
  return {
    id: someId('con'),
    name,
    status: 'active',
    transport,
    sealedHeaders: {},
    callTimeoutMs: 60_000,
    answerBytesMax: 100_000,
    ...change,
  };
}

export interface PinnedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Record<string, unknown>;
  readonly schemaSha256: string;
}

export function makeTool(
  connector: ConnectorFacts,
  pinned: PinnedTool,
  change: Partial<ToolFacts> = {},
): ToolFacts {
  return {
    id: someId('tol'),
    connectorId: connector.id,
    ...pinned,
    actionType: 'read',
    dataClass: 'internal',
    risk: 'low',
    targetPointers: [],
    targetKind: 'text',
    targetRoot: null,
    recursive: false,
    targetClasses: [],
    amountPointer: null,
    safeForm: null,
    ...change,
  };
}

/** Every agent may use every tool and handle every class, and is tested: what a test wants closed, it closes. */
export function makeFacts(
  agents: readonly TestAgent[],
  connectors: readonly ConnectorFacts[],
  tools: readonly ToolFacts[],
  change: Partial<TenantFacts> = {},
): TenantFacts {
  const all = agents.map((agent) => agent.facts);
  return {
    format: 'gamut-facts/1',
    tenant: someId('tnt'),
    version: 1,
    tenantStatus: 'active',
    agenticEntitled: true,
    agentCallsPerMinuteMax: 100_000,
    redTeamMaxAgeMs: 90 * 86_400_000,
    agents: all,
    connectors: [...connectors],
    tools: [...tools],
    toolPermissions: all.flatMap((agent) =>
      tools.map((tool) => ({
        agentId: agent.id,
        toolId: tool.id,
        auditLogging: true,
        requiresApproval: false,
        targetsUnder: [],
        amountMax: null,
        callsPerMinuteMax: 100_000,
      })),
    ),
    dataFlows: all.flatMap((agent) =>
      (['public', 'internal', 'confidential', 'personal'] as const).map((dataClass) => ({
        agentId: agent.id,
        dataClass,
        handling: 'full' as const,
      })),
    ),
    approvalGates: [],
    playbooks: [
      {
        id: someId('pbk'),
        name: 'all',
        actionTypes: [
          'read',
          'retrieve',
          'model',
          'write_internal',
          'external',
          'financial',
          'code_modification',
          'admin',
        ],
      },
    ],
    redTeamTests: all.map((agent) => ({
      id: someId('rtt'),
      agentId: agent.id,
      result: 'passed' as const,
      testedAt: new Date(nowMs - 86_400_000).toISOString(),
    })),
    openFindings: [],
    openIncidents: [],
    killSwitches: [],
    ...change,
  };
}
