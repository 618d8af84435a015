/** An approval gate and how it reads in words: what it speaks about, who approves, how long an answer is waited for. */
import type { Noun } from '../../../api/nouns.ts';
import { count, lowerTerm, plural, termText } from '../../../parts/wording.ts';

export type Gate = Noun<'ApprovalGate'>;

export const hourMs = 3_600_000;

/** Pure: `2 of Ada and Bo`, or `1 person with the role Agent operator`. */
export function approversText(
  {
    approversNeeded,
    approverIds,
    approverRole,
  }: Pick<Gate, 'approversNeeded' | 'approverIds' | 'approverRole'>,
  nameOf: (id: string) => string,
): string {
  if (approverIds.length > 0) return `${count(approversNeeded)} of ${approverIds.map(nameOf).join(', ')}`;
  return `${count(approversNeeded)} ${plural(approversNeeded, 'person', 'people')} with the role ${termText(approverRole)}`;
}

/** Pure: what a gate speaks about. */
export function speaksAbout({
  actionTypes,
  toolIds,
  dataClasses,
}: Pick<Gate, 'actionTypes' | 'toolIds' | 'dataClasses'>): string {
  const parts = [
    actionTypes.length > 0 ? actionTypes.map(lowerTerm).join(', ') : 'any action',
    toolIds.length > 0 ? `${count(toolIds.length)} named ${plural(toolIds.length, 'tool')}` : '',
    dataClasses.length > 0 ? `${dataClasses.map(lowerTerm).join(', ')} data` : '',
  ];
  return parts.filter(Boolean).join('; only ');
}

export const hoursText = (ms: number): string => {
  const hours = ms / hourMs;
  return hours >= 1
    ? `${count(Math.round(hours))} ${plural(Math.round(hours), 'hour')}`
    : `${count(Math.round(ms / 60_000))} min`;
};

export const hoursToMs = (hours: number): number => Math.round(hours * hourMs);

/** Pure: why a gate with these approvers could never be passed; undefined when it can. */
export function wrongApprovers(needed: number, named: readonly string[]): string | undefined {
  if (!Number.isInteger(needed) || needed < 1 || needed > 5) return 'Between one and five people.';
  if (named.length > 0 && named.length < needed)
    return `It asks for ${needed} and names ${named.length}: nobody could ever pass it.`;
  return undefined;
}
