/**
 * What is taken away in one way can stay in another, and then on that one's terms alone. So nothing is taken that stays unless the
 * request says so, whichever of the ways is the one that goes: it takes the others as well, or names what stays. Pure.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { TransactionLimit } from '@gamut/protocol/transaction-limit';

/** One tool that an agent holds in one way, with the terms of that way. */
export interface HeldTool {
  readonly way: 'tool_permission' | 'toolset_grant';
  readonly wayId: string;
  readonly toolsetId: string | null;
  /** Name of the toolset; null for a permission. */
  readonly toolset: string | null;
  readonly agentId: string;
  readonly agentName: string;
  readonly toolId: string;
  readonly tool: string;
  readonly requiresApproval: boolean;
  readonly targetsUnder: readonly string[];
  readonly amountMax: number | null;
  readonly amountCurrency: string | null;
  readonly callsPerMinuteMax: number;
  readonly auditLogging: boolean;
  readonly transactionLimits: readonly TransactionLimit[];
}

export interface StayingTool {
  readonly agentId: string;
  readonly agentName: string;
  readonly toolId: string;
  readonly tool: string;
  readonly by: readonly string[];
  /** What no longer holds once the other way is gone; empty: the terms stay as strict. */
  readonly loses: readonly string[];
}

/** @param taken what goes, of all that `held` names @returns each tool of it that its agent goes on having */
export function whatStays(held: readonly HeldTool[], taken: ReadonlySet<HeldTool>): StayingTool[] {
  const byTool = Map.groupBy(held, ({ agentId, toolId }) => `${agentId} ${toolId}`);
  return [...byTool.values()].flatMap((ways): StayingTool[] => {
    const [going, left] = [ways.filter((one) => taken.has(one)), ways.filter((one) => !taken.has(one))];
    const [first] = going;
    if (first === undefined || left.length === 0) return [];
    const { agentId, agentName, toolId, tool } = first;
    const by = left.map(({ toolset }) =>
      toolset === null ? 'its own permission' : `the toolset ${toolset}`,
    );
    return [{ agentId, agentName, toolId, tool, by, loses: whatIsLost(going, left) }];
  });
}

function whatIsLost(going: readonly HeldTool[], left: readonly HeldTool[]): string[] {
  const only = (is: (one: HeldTool) => boolean): boolean => going.some(is) && !left.some(is);
  const places = going.filter(
    ({ targetsUnder }) =>
      targetsUnder.length > 0 && !left.some((one) => isWithin(one.targetsUnder, targetsUnder)),
  );
  const amount = going.find((one) => left.every((other) => isHigher(other, one)));
  const calls = Math.min(...going.map((one) => one.callsPerMinuteMax));
  return [
    ...(only((one) => one.requiresApproval) ? ['a person approves each use'] : []),
    ...places.map(({ targetsUnder }) => `only under ${targetsUnder.join(', ')}`),
    ...(amount === undefined ? [] : [amountWords(amount)]),
    ...(left.every((one) => one.callsPerMinuteMax > calls) ? [`${calls} calls a minute`] : []),
    ...(only((one) => !one.auditLogging) ? ['blocked while its audit logging is off'] : []),
    ...(going.some((one) => one.transactionLimits.length > 0) ? ['its transaction limits'] : []),
  ];
}

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.length > 0 && inner.every((place) => outer.includes(place));
}

/** Null asks a person for every amount, so nothing is lower. */
function isHigher(one: HeldTool, than: HeldTool): boolean {
  if (one.amountMax === null) return false;
  if (than.amountMax === null) return true;
  return one.amountMax > than.amountMax || one.amountCurrency !== than.amountCurrency;
}

function amountWords({ amountMax, amountCurrency }: HeldTool): string {
  if (amountMax === null) return 'a person for every amount';
  return `amounts up to ${amountMax}${amountCurrency === null ? '' : ` ${amountCurrency}`}`;
}

const shownMax = 20;

/** @param named tools that the request says may stay @throws AppError `conflict` when these are not exactly what would */
export function assertSaid(
  staying: readonly StayingTool[],
  named: readonly string[],
  alsoTake: string,
): void {
  const ids = [...new Set(staying.map(({ toolId }) => toolId))].sort();
  if (ids.length === new Set(named).size && ids.every((id) => named.includes(id))) return;
  if (ids.length === 0)
    throw new AppError('conflict', 'Nothing of it would stay with the agent.', {
      fix: 'Leave out what is said to stay.',
      who: 'the person',
    });
  const more = staying.length - shownMax;
  throw new AppError(
    'conflict',
    `${staying.slice(0, shownMax).map(sentenceOf).join(' ')}${more > 0 ? ` And ${more} more.` : ''}`,
    { fix: `${alsoTake} To let it stay so, say stays: ${ids.join(',')}.`, who: 'the person' },
  );
}

function sentenceOf({ agentName, tool, by, loses }: StayingTool): string {
  const lost = loses.length === 0 ? '' : `, and this would no longer hold: ${loses.join('; ')}`;
  return `${agentName} also holds ${tool} by ${by.join(' and ')}${lost}.`;
}
