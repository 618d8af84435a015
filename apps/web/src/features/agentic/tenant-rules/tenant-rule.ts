/** A rule of the organisation as platform shows it, and its words: where it stands, what comes next, what a test says. */
import type { Noun } from '../../../api/nouns.ts';
import { asProblem, type FieldFault } from '../../../api/problem.ts';
import type { Verdict } from '../../../parts/verdict.ts';
import { count, lowerTerm, plural } from '../../../parts/wording.ts';

export type TenantRule = Noun<'TenantRule'>;
export type RuleRow = Noun<'TenantRuleRow'>;
export type RuleVersion = Noun<'TenantRuleVersion'>;
export type RuleTest = Noun<'TenantRuleTest'>;
export type RuleReplay = Noun<'TenantRuleReplay'>;

const standings: Readonly<Record<RuleVersion['status'], Verdict>> = {
  draft: { mark: 'wait', text: 'Draft' },
  validated: { mark: 'wait', text: 'Tests pass' },
  published: { mark: 'plain', text: 'In force' },
  retired: { mark: 'off', text: 'Retired' },
};

const expectations: Readonly<Record<RuleTest['expect'], Verdict>> = {
  no_match: { mark: 'off', text: 'Leaves it alone' },
  degrade: { mark: 'degrade', text: 'Reduces it' },
  require_approval: { mark: 'wait', text: 'Asks a person' },
  block: { mark: 'block', text: 'Forbids it' },
};

export const ruleStanding = (status: RuleVersion['status']): Verdict => standings[status];
export const expectation = (expect: RuleTest['expect']): Verdict => expectations[expect];

/** Pure: what a test's call is, in words; what it leaves out is the most ordinary. */
export function callText({ given }: Pick<RuleTest, 'given'>): string {
  const { actionType, tool, connector, agentId, level, tier, risk, dataClass, targets, amount, at } = given;
  const parts = [
    lowerTerm(actionType),
    tool === undefined ? '' : `through ${tool}`,
    connector === undefined ? '' : `of ${connector}`,
    agentId === undefined ? '' : `by ${agentId}`,
    level === undefined ? '' : `level ${level}`,
    tier === undefined ? '' : `tier ${tier}`,
    risk === undefined ? '' : `${risk} risk`,
    dataClass === undefined ? '' : `${lowerTerm(dataClass)} data`,
    targets === undefined || targets.length === 0 ? '' : `to ${targets.join(', ')}`,
    amount === undefined ? '' : `amount ${count(amount)}`,
    given.currency === undefined ? '' : `in ${given.currency}`,
    given.dataDomains === undefined ? '' : `domains ${given.dataDomains.join(', ')}`,
    at === undefined ? '' : `at ${at.slice(0, 16).replace('T', ' ')} UTC`,
    given.arguments === undefined ? '' : JSON.stringify(given.arguments),
  ];
  return parts.filter(Boolean).join(' · ');
}

export interface LineFault {
  readonly line: number | undefined;
  readonly text: string;
}

const faultsOf = (error: unknown): readonly FieldFault[] =>
  error === undefined ? [] : asProblem(error).faults;

/** Pure: what was found wrong with the text of the rule, each with its line where there is one. */
export function cedarFaults(error: unknown): readonly LineFault[] {
  return faultsOf(error)
    .filter(({ pointer }) => pointer === '/cedar')
    .map(({ message }) => {
      const [, line, text] = /^Line (\d+): ([\s\S]*)$/.exec(message) ?? [];
      return line === undefined
        ? { line: undefined, text: message }
        : { line: Number(line), text: text ?? '' };
    });
}

/** Pure: what was found wrong with the tests, by their place. */
export function testFaults(error: unknown): ReadonlyMap<number, string> {
  return new Map(
    faultsOf(error).flatMap(({ pointer, message }) => {
      const place = /^\/tests\/(\d+)/.exec(pointer)?.[1];
      return place === undefined ? [] : [[Number(place), message] as const];
    }),
  );
}

const dayMs = 86_400_000;

/** Pure: nobody publishes on a replay that is older than a day. */
export const isReplayFresh = ({ replayedAt }: Pick<RuleVersion, 'replayedAt'>, now: Date): boolean =>
  replayedAt !== null && now.getTime() - Date.parse(replayedAt) <= dayMs;

/** Pure: `Would change 3 of 1,151 decisions of the last seven days.` */
export function replayText({ wouldChange, decided }: Pick<RuleReplay, 'wouldChange' | 'decided'>): string {
  return `Would change ${count(wouldChange)} of ${count(decided)} ${plural(decided, 'decision')} of the last seven days.`;
}

/** Pure: what has to happen with a version before it is in force. */
export function nextText(version: RuleVersion, now: Date): string {
  switch (version.status) {
    case 'draft':
      return 'A draft. It binds nobody. Next its tests are run; then it is replayed over what was decided, and published by somebody else than its writer.';
    case 'validated':
      return isReplayFresh(version, now)
        ? 'Its tests pass, and it was replayed within the last day. An administrator who did not write it may publish it.'
        : 'Its tests pass. Next it is replayed over the last seven days, so that whoever publishes it sees what it would change.';
    case 'published':
      return 'In force: Gateway asks it about every call that it is about.';
    case 'retired':
      return 'Retired. It binds nobody, and stays on record.';
  }
}
