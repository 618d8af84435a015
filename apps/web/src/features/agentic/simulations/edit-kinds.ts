/** The changes that a simulation can suppose: what each is called, what it asks for, and how the interface takes it. */
import {
  agentStatuses,
  atfLevels,
  dataClasses,
  matrixAccesses,
  type ActionType,
} from '@gamut/kernel/agentic-terms';
import { termText } from '../../../parts/wording.ts';
import { wrongDomain } from '../access-matrix/access-matrix.ts';
import type { FactsEdit } from './simulation.ts';
import type { Choice, Choices } from './use-names.ts';

export type Kind = FactsEdit['kind'];

/** As it stands in the form; which of the members count is the kind's matter. */
export interface EditFields {
  readonly key: number;
  readonly kind: Kind;
  readonly agentId: string;
  readonly thing: string;
  readonly handling: string;
  readonly dataDomain: string;
  readonly access: string;
  readonly name: string;
  readonly actionTypes: readonly ActionType[];
  readonly mode: 'each_time' | 'covers';
  readonly stage: string;
}

export const blankEdit = (key: number): EditFields => ({
  ...{ key, kind: 'permit_tool', agentId: '', thing: '', handling: 'full', dataDomain: '', access: 'read' },
  ...{ name: '', actionTypes: ['write_internal'], mode: 'each_time', stage: '' },
});

interface KindRow {
  readonly text: string;
  readonly ofAgent: boolean;
  /** What else is chosen; without it the agent is all. */
  readonly label?: string;
  readonly things?: (choices: Choices) => readonly Choice[];
  /** The member of the request that takes it. */
  readonly member?: string;
  /** What stands where nothing is chosen, where that may be. */
  readonly none?: string;
  /** The members that only this kind has. */
  readonly more?: (edit: EditFields) => object;
}

export const terms = (all: readonly string[]) => (): readonly Choice[] =>
  all.map((id) => ({ id, name: termText(id) }));
const tool = { ofAgent: true, label: 'Tool', things: ({ tools }: Choices) => tools, member: 'toolId' };
const toolset = {
  ...{ ofAgent: true, label: 'Toolset', member: 'toolsetId' },
  things: ({ toolsets }: Choices) => toolsets,
};
const skill = { ofAgent: true, label: 'Skill', things: ({ skills }: Choices) => skills, member: 'skillId' };
const orNull = (text: string): string | null => (text === '' ? null : text);

export const kinds: Readonly<Record<Kind, KindRow>> = {
  permit_tool: { text: 'Permit a tool', ...tool },
  take_tool: { text: 'Take a tool away', ...tool },
  set_level: {
    ...{ text: 'Set its level', ofAgent: true, label: 'Level', member: 'level' },
    things: terms(atfLevels),
  },
  set_status: {
    ...{ text: 'Set its status', ofAgent: true, label: 'Status', member: 'status' },
    things: terms(agentStatuses),
  },
  set_data_flow: {
    ...{ text: 'Set a data flow', ofAgent: true, label: 'Data class', member: 'dataClass' },
    things: terms(dataClasses),
    more: ({ handling }) => ({ handling }),
  },
  set_access: {
    ...{ text: 'Write a row of the access matrix', ofAgent: true, label: 'System', member: 'connectorId' },
    things: ({ connectors }) => connectors,
    more: ({ dataDomain, access }) => ({ dataDomain: orNull(dataDomain.trim()), access: orNull(access) }),
  },
  grant_toolset: { text: 'Grant a toolset', ...toolset },
  take_toolset: { text: 'Take a toolset away', ...toolset },
  assign_skill: { text: 'Assign a skill', ...skill },
  take_skill: { text: 'Take a skill away', ...skill },
  set_plan_stage: {
    ...{ text: 'Put its plan into a stage', ofAgent: true },
    more: ({ stage }) => ({ stage: Number(stage) }),
  },
  end_plan: { text: 'End its plan', ofAgent: true },
  add_gate: {
    ...{ text: 'Add a gate', ofAgent: false, label: 'For the tool', none: 'every tool' },
    things: ({ tools }) => tools,
    more: ({ name, actionTypes, mode, thing }) => ({
      ...{ name: name.trim(), actionTypes, mode },
      ...(thing === '' ? {} : { toolIds: [thing] }),
    }),
  },
  remove_gate: {
    ...{ text: 'Remove a gate', ofAgent: false, label: 'Gate', member: 'gateId' },
    things: ({ gates }) => gates,
  },
};
export const kindNames = Object.keys(kinds) as readonly Kind[];
export const accesses: readonly Choice[] = [
  ...matrixAccesses.map((id) => ({ id, name: id === 'write' ? 'write, which includes reading' : id })),
];

/** As the interface takes it. */
export function editOf(edit: EditFields): object {
  const { ofAgent, member, more } = kinds[edit.kind];
  return {
    kind: edit.kind,
    ...(ofAgent ? { agentId: edit.agentId } : {}),
    ...(member ? { [member]: edit.thing } : {}),
    ...more?.(edit),
  };
}

/** What the browser does not see by itself, in a sentence. */
export function wrongIn({ kind, actionTypes, dataDomain }: EditFields): string | undefined {
  if (kind === 'add_gate' && actionTypes.length === 0) return 'Choose at least one kind of action.';
  if (kind === 'set_access' && dataDomain.trim() !== '') return wrongDomain(dataDomain.trim());
  return undefined;
}
