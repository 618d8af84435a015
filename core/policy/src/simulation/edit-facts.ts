/**
 * A copy of the facts with changes made to it, for a simulation and nothing else. An edit about what is not there is told and
 * never skipped: a simulation that left one out would answer another question.
 */
import type { ApprovalGateFacts, TenantFacts, ToolPermissionFacts } from '@gamut/protocol/facts';
import type { FactsEdit } from '@gamut/protocol/facts-edit';
import { editCapabilities } from './edit-capabilities.ts';

export type EditedFacts =
  | { readonly kind: 'edited'; readonly facts: TenantFacts }
  | { readonly kind: 'unfit'; readonly at: number; readonly why: string };

export function editFacts(facts: TenantFacts, edits: readonly FactsEdit[]): EditedFacts {
  let edited = facts;
  for (const [at, edit] of edits.entries()) {
    const next = editOnce(edited, edit, at);
    if (typeof next === 'string') return { kind: 'unfit', at, why: next };
    edited = next;
  }
  return { kind: 'edited', facts: edited };
}

function editOnce(facts: TenantFacts, edit: FactsEdit, at: number): TenantFacts | string {
  if ('agentId' in edit && !facts.agents.some((one) => one.id === edit.agentId))
    return 'there is no such agent';
  if ('toolId' in edit && !facts.tools.some((one) => one.id === edit.toolId)) return 'there is no such tool';
  switch (edit.kind) {
    case 'set_level':
      return withAgent(facts, edit.agentId, { level: edit.level });
    case 'set_status':
      return withAgent(facts, edit.agentId, { status: edit.status });
    case 'permit_tool':
      return withPermission(facts, edit);
    case 'take_tool':
      return withoutTool(facts, edit);
    case 'set_data_flow':
      return withDataFlow(facts, edit);
    case 'set_access':
      return withAccess(facts, edit);
    case 'add_gate':
      return { ...facts, approvalGates: [...facts.approvalGates, gateOf(edit, at)] };
    case 'remove_gate':
      return facts.approvalGates.some((gate) => gate.id === edit.gateId)
        ? { ...facts, approvalGates: facts.approvalGates.filter((gate) => gate.id !== edit.gateId) }
        : 'there is no such approval gate';
    default:
      return editCapabilities(facts, edit);
  }
}

type Edit<K extends FactsEdit['kind']> = Extract<FactsEdit, { kind: K }>;

function withAgent(
  facts: TenantFacts,
  id: string,
  change: Partial<Pick<TenantFacts['agents'][number], 'level' | 'status' | 'accessMatrix'>>,
): TenantFacts {
  return { ...facts, agents: facts.agents.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

/** A toolset that the agent holds would go on permitting it, so that is to be taken first. */
function withoutTool(facts: TenantFacts, edit: Edit<'take_tool'>): TenantFacts | string {
  const held = new Set(
    (facts.toolsetGrants ?? []).filter((one) => one.agentId === edit.agentId).map((one) => one.toolsetId),
  );
  const through = (facts.toolsets ?? []).find(
    (one) => held.has(one.id) && one.tools.some((terms) => terms.toolId === edit.toolId),
  );
  return through === undefined
    ? { ...facts, toolPermissions: othersThan(facts, edit) }
    : `the agent holds it through the toolset ${through.name}: take that with take_toolset`;
}

function othersThan(facts: TenantFacts, { agentId, toolId }: { agentId: string; toolId: string }) {
  return facts.toolPermissions.filter((one) => one.agentId !== agentId || one.toolId !== toolId);
}

/** Of a permission that stands, only what the edit names is changed. */
function withPermission(facts: TenantFacts, edit: Edit<'permit_tool'>): TenantFacts {
  const { kind: _kind, ...wanted } = edit;
  const standing = facts.toolPermissions.find(
    (one) => one.agentId === edit.agentId && one.toolId === edit.toolId,
  );
  const fresh = {
    auditLogging: true,
    requiresApproval: false,
    targetsUnder: [],
    amountMax: null,
    callsPerMinuteMax: 60,
  };
  const permission: ToolPermissionFacts = { ...fresh, ...standing, ...wanted };
  return { ...facts, toolPermissions: [...othersThan(facts, edit), permission] };
}

function withDataFlow(
  facts: TenantFacts,
  { agentId, dataClass, handling }: Edit<'set_data_flow'>,
): TenantFacts {
  const others = facts.dataFlows.filter((one) => one.agentId !== agentId || one.dataClass !== dataClass);
  return { ...facts, dataFlows: handling === null ? others : [...others, { agentId, dataClass, handling }] };
}

function withAccess(facts: TenantFacts, edit: Edit<'set_access'>): TenantFacts | string {
  const { agentId, connectorId, dataDomain, access } = edit;
  if (!facts.connectors.some((one) => one.id === connectorId)) return 'there is no such connector';
  const standing = facts.agents.find((one) => one.id === agentId)?.accessMatrix ?? [];
  const others = standing.filter((one) => one.connectorId !== connectorId || one.dataDomain !== dataDomain);
  const rows = access === null ? others : [...others, { connectorId, dataDomain, access }];
  return withAgent(facts, agentId, { accessMatrix: rows });
}

function gateOf({ name, actionTypes, toolIds, mode }: Edit<'add_gate'>, at: number): ApprovalGateFacts {
  return {
    id: `edit-${at}`,
    name,
    actionTypes,
    toolIds: toolIds ?? [],
    dataClasses: [],
    mode,
    approverRole: 'administrator',
    expiresAfterMs: 86_400_000,
  };
}
