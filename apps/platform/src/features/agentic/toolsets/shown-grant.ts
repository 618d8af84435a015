/** A grant of a toolset as the audit stream tells of it. */
import type { ToolsetGrant } from './toolset.ts';

export function subjectOf({ id, agentName, toolset }: ToolsetGrant) {
  return { kind: 'toolset_grant', id, name: `${agentName}: ${toolset.name}` };
}

export function shown({ agentId, toolset, tools }: ToolsetGrant) {
  return { agentId, toolsetId: toolset.id, version: toolset.version, tools };
}
