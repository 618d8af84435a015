/**
 * The access matrix tightens: an agent that it binds reaches only the data domains of the systems that its rows name, and changes
 * only those that say write. It binds who has any row, or had one, and every agent where the tenant requires one. It permits
 * nothing. Looked up by agent; made once per version of the facts.
 */
import type { MatrixAccess } from '@gamut/kernel/agentic-terms';
import type { Reason } from '@gamut/protocol/decision';
import type { TenantFacts, ToolFacts } from '@gamut/protocol/facts';
import { hasEffect } from '../has-effect.ts';
import { clip, reason, type ReasonCode } from '../reason-codes.ts';

/** By system, then by data domain; under null what its tools touch that name no domain. */
type Rows = ReadonlyMap<string, ReadonlyMap<string | null, MatrixAccess>>;
/** `missing`: the tenant requires a matrix, and nobody has written this agent into it. */
export type AgentAccess = Rows | 'missing';

export function indexAccess(facts: TenantFacts): ReadonlyMap<string, AgentAccess> {
  const byAgent = new Map<string, AgentAccess>();
  for (const { id, accessMatrix } of facts.agents) {
    if (accessMatrix !== undefined) byAgent.set(id, indexRows(accessMatrix));
    else if (facts.accessMatrixRequired === true) byAgent.set(id, 'missing');
  }
  return byAgent;
}

function indexRows(rows: NonNullable<TenantFacts['agents'][number]['accessMatrix']>): Rows {
  const bySystem = new Map<string, Map<string | null, MatrixAccess>>();
  for (const { connectorId, dataDomain, access } of rows) {
    const byDomain = bySystem.get(connectorId) ?? new Map<string | null, MatrixAccess>();
    bySystem.set(connectorId, byDomain);
    // of two rows about one cell the stricter counts
    byDomain.set(dataDomain, byDomain.get(dataDomain) === 'read' ? 'read' : access);
  }
  return bySystem;
}

interface Gap {
  readonly code: ReasonCode;
  /** Null: none is named. */
  readonly domains: readonly (string | null)[];
}

/** Every data domain that a tool names must be given, so that one call does not carry data from one to another. */
function gapsOf(access: AgentAccess, tool: ToolFacts): Gap[] {
  const domains = domainsOf(tool);
  if (access === 'missing') return [{ code: 'access_matrix_missing', domains }];
  const given = access.get(tool.connectorId);
  if (given === undefined) return [{ code: 'access_system_not_granted', domains }];
  const missing = domains.filter((one) => !given.has(one));
  const readOnly = hasEffect(tool.actionType) ? domains.filter((one) => given.get(one) === 'read') : [];
  return [
    ...(missing.length === 0 ? [] : [{ code: 'access_domain_not_granted', domains: missing } as const]),
    ...(readOnly.length === 0 ? [] : [{ code: 'access_read_only', domains: readOnly } as const]),
  ];
}

const undomained: readonly null[] = [null];

export function domainsOf({ dataDomains = [] }: Pick<ToolFacts, 'dataDomains'>): readonly (string | null)[] {
  return dataDomains.length === 0 ? undomained : dataDomains;
}

/** For control 6: each gap between the matrix and the tool. */
export function accessGaps(access: AgentAccess, tool: ToolFacts, system: string): Reason[] {
  return gapsOf(access, tool).map(({ code, domains }) => reason(code, messageOf(code, domains, system)));
}

function messageOf(code: ReasonCode, domains: readonly (string | null)[], system: string): string {
  const where = `${namesOf(domains)} of ${system}`;
  if (code === 'access_matrix_missing')
    return 'The organisation requires an access matrix, and it says nothing of this agent.';
  if (code === 'access_system_not_granted') return `The access matrix gives the agent nothing of ${system}.`;
  if (code === 'access_read_only') return `The access matrix lets the agent only read ${where}.`;
  return `The access matrix does not give the agent ${where}.`;
}

function namesOf(domains: readonly (string | null)[]): string {
  const named = domains.filter((one) => one !== null);
  return named.length === 0 ? 'what is in no data domain' : clip(named.join(', '), 300);
}

/** Whether a tool is worth showing. */
export function accessShows(access: AgentAccess | undefined, tool: ToolFacts): boolean {
  return access === undefined || gapsOf(access, tool).length === 0;
}

export function sawAccess(access: AgentAccess, tool: ToolFacts): string {
  if (access === 'missing') return 'access matrix missing';
  const given = access.get(tool.connectorId);
  const cells = domainsOf(tool).map((one) => `${one ?? 'no domain'} ${given?.get(one) ?? 'not given'}`);
  return `access ${clip(cells.join(', '), 120)}`;
}
