/** The access matrix as a grid: agents down, data domains of systems across, and what stands in each cell. */
import type { MatrixAccess } from '@gamut/kernel/agentic-terms';
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export type AgentAccess = Noun<'AgentAccess'>;
export type NewRow = Noun<'NewAgentAccess'>['rows'][number];
export type Requirement = Noun<'AccessRequirement'>;

export interface Cell {
  readonly connectorId: string;
  readonly connector: string;
  /** Null: tools of the system that name no data domain. */
  readonly dataDomain: string | null;
}

interface System {
  readonly id: string;
  readonly name: string;
  readonly tools: readonly { readonly id: string | null; readonly dataDomains: readonly string[] }[];
}

export const pathOf = (agentId: string): string => `/v1/agents/${encodeURIComponent(agentId)}/access-matrix`;

export const requirementPath = '/v1/access-matrix-requirement';

/** Pure: one text for one cell. */
export const keyOf = ({ connectorId, dataDomain }: Omit<Cell, 'connector'>): string =>
  `${connectorId}/${dataDomain ?? ''}`;

export const cellText = ({ connector, dataDomain }: Cell): string =>
  `${connector}: ${dataDomain ?? 'no domain'}`;

/** Pure: every cell that a pinned tool or a row speaks about, by system, what is in no domain first. */
export function cellsOf(agents: readonly AgentAccess[], systems: readonly System[]): readonly Cell[] {
  const cells = new Map<string, Cell>();
  const add = (cell: Cell) => cells.set(keyOf(cell), cell);
  for (const { id, name, tools } of systems)
    for (const tool of tools.filter((one) => one.id !== null))
      for (const dataDomain of tool.dataDomains.length === 0 ? [null] : tool.dataDomains)
        add({ connectorId: id, connector: name, dataDomain });
  for (const { rows, needed } of agents)
    for (const { connectorId, connector, dataDomain } of [...rows, ...needed])
      add({ connectorId, connector, dataDomain });
  return [...cells.values()].sort(
    (a, b) =>
      a.connector.localeCompare(b.connector) || (a.dataDomain ?? '').localeCompare(b.dataDomain ?? ''),
  );
}

export const givenIn = (agent: AgentAccess, cell: Cell): MatrixAccess | undefined =>
  agent.rows.find((row) => keyOf(row) === keyOf(cell))?.access;

/** Pure: what a cell says of an agent. What it would need and does not have is a block while it is bound, and said either way. */
export function verdictOf(agent: AgentAccess, cell: Cell, required: boolean): Verdict | undefined {
  const given = givenIn(agent, cell);
  const needs = agent.needed.find((one) => keyOf(one) === keyOf(cell));
  const isBound = agent.bound || required;
  if (needs !== undefined)
    return isBound
      ? { mark: 'block', text: `${given ?? 'nothing'}, needs ${needs.access}` }
      : { mark: 'off', text: `would need ${needs.access}` };
  return given === undefined ? undefined : { mark: 'plain', text: given };
}

/** Pure: whether the matrix holds an agent, in words. */
export function bindingOf(agent: AgentAccess, required: boolean): Verdict {
  if (agent.bound)
    return agent.rows.length === 0 ? { mark: 'block', text: 'Closed' } : { mark: 'plain', text: 'Bound' };
  return required ? { mark: 'block', text: 'Closed, nothing written' } : { mark: 'off', text: 'Not bound' };
}

/** Pure: rows that give what an agent has and what its tools need. */
export function withNeeded({ rows, needed }: AgentAccess): ReadonlyMap<string, MatrixAccess> {
  return new Map([...rows, ...needed].map((row) => [keyOf(row), row.access]));
}

/** Pure: what is wrong with a word for a data domain; undefined when nothing is. */
export const wrongDomain = (word: string): string | undefined =>
  /^[a-z][a-z0-9-]{0,62}$/.test(word)
    ? undefined
    : 'Small letters, digits and hyphens, and a letter first: customer, claims-archive.';
