/** Simulations as platform shows them, and their words: what was supposed, what was asked, and what would come out. */
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';
import { decisionVerdict } from '../../../parts/verdict.ts';
import { count, lowerTerm, plural } from '../../../parts/wording.ts';

export type Simulation = Noun<'Simulation'>;
export type PolicySnapshot = Noun<'PolicySnapshot'>;
export type FactsEdit = Simulation['edits'][number];
export type DaysResult = Extract<Simulation['result'], { readonly kind: 'days' }>;
export type Difference = DaysResult['differences'][number];

/** Names by id of whatever an edit can name; what is gone by now is shown by its id. */
export type NameOf = (id: string) => string;

/** Pure: one thing that was supposed, as a sentence without its end. */
export function editText(edit: FactsEdit, nameOf: NameOf): string {
  switch (edit.kind) {
    case 'set_level':
      return `${nameOf(edit.agentId)} is at level ${edit.level}`;
    case 'set_status':
      return `${nameOf(edit.agentId)} is ${edit.status}`;
    case 'permit_tool':
      return `${nameOf(edit.agentId)} is permitted ${nameOf(edit.toolId)}`;
    case 'take_tool':
      return `${nameOf(edit.toolId)} is taken from ${nameOf(edit.agentId)}`;
    case 'set_data_flow':
      return `${nameOf(edit.agentId)} handles ${lowerTerm(edit.dataClass)} data: ${lowerTerm(edit.handling ?? 'not named')}`;
    case 'set_access':
      return `${nameOf(edit.agentId)} has ${edit.access ?? 'no'} access to ${edit.dataDomain ?? 'no domain'} of ${nameOf(edit.connectorId)}`;
    case 'add_gate':
      return `a gate ${edit.name} speaks about ${edit.actionTypes.map(lowerTerm).join(', ')}`;
    case 'remove_gate':
      return `the gate ${nameOf(edit.gateId)} is removed`;
    case 'grant_toolset':
      return `${nameOf(edit.agentId)} holds the toolset ${nameOf(edit.toolsetId)}`;
    case 'take_toolset':
      return `the toolset ${nameOf(edit.toolsetId)} is taken from ${nameOf(edit.agentId)}`;
    case 'assign_skill':
      return `${nameOf(edit.agentId)} has the skill ${nameOf(edit.skillId)}`;
    case 'take_skill':
      return `the skill ${nameOf(edit.skillId)} is taken from ${nameOf(edit.agentId)}`;
    case 'set_plan_stage':
      return `the plan of ${nameOf(edit.agentId)} is in stage ${edit.stage}`;
    case 'end_plan':
      return `the plan of ${nameOf(edit.agentId)} has ended`;
  }
}

/** Pure: what was asked of the supposed state. */
export function askedText({ asked }: Pick<Simulation, 'asked'>, nameOf: NameOf): string {
  if (asked.kind === 'call') return `${asked.tool}, called by ${nameOf(asked.agentId)}`;
  return asked.days === 1 ? 'the decisions of the last day' : `the decisions of the last ${asked.days} days`;
}

/** Pure: "Would change 3 of 1,151 decisions." */
export function changedText({ changed, simulated }: DaysResult): string {
  return `Would change ${count(changed)} of ${count(simulated)} ${plural(simulated, 'decision')}`;
}

/** Pure: what came out, in one mark. */
export function resultVerdict({ result }: Pick<Simulation, 'result'>): Verdict {
  if (result.kind === 'call') return decisionVerdict(result.decision.kind);
  return { mark: result.changed === 0 ? 'plain' : 'degrade', text: changedText(result) };
}

/** Pure: what the sentence about the decisions of some days does not cover. */
export function uncoveredTexts({ decided, inexact, unknown, notReached }: DaysResult): readonly string[] {
  return [
    ...unknown.map(
      ({ why, count: many }) => `${count(many)} of ${count(decided)} could not be known: ${why}.`,
    ),
    ...(notReached === 0 ? [] : [`${count(notReached)} were not reached.`]),
    ...(inexact === 0
      ? []
      : [
          `${count(inexact)} were simulated on what a person may see of their arguments: secrets are taken out.`,
        ]),
  ];
}
