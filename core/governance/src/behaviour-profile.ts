/**
 * What is normal for one agent, learned from its own decisions: tools, data classes, places, rate and refusals. A fold over the stream,
 * action by action: the same stream gives the same profile, with no model and no clock but the actions' own times. It learns for
 * seven days or a thousand actions (the framework's baseline), then it is held still until a person has it learn again.
 */
import type { DataClass } from '@gamut/kernel/agentic-terms';
import { runTimeExpectations } from './atf-gates.ts';

export interface ObservedAction {
  readonly atMs: number;
  readonly tool: string;
  readonly dataClass: DataClass | null;
  /** Where it was aimed, coarsely: a folder, a host, a domain; null when the tool has no target. */
  readonly place: string | null;
  readonly refused: boolean;
}

export interface BehaviourProfile {
  readonly format: 1;
  readonly sinceMs: number;
  readonly actions: number;
  readonly refused: number;
  readonly ready: boolean;
  readonly tools: Readonly<Record<string, number>>;
  readonly dataClasses: Readonly<Record<string, number>>;
  readonly places: Readonly<Record<string, number>>;
  readonly perMinuteMax: number;
  /** The minute that runs, by its number since the epoch. */
  readonly minute: { readonly number: number; readonly calls: number };
  /** The last actions, oldest first: `1` refused, `0` not. */
  readonly lately: string;
  /** What was raised already and is not settled: `kind:subject`. */
  readonly raised: readonly string[];
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
export const latelyCount = 50;
/** More tools or places than that are counted as one: an agent can't fill the memory by naming things. */
const namesMax = 1_000;
const beyond = '…';

export function newProfile(sinceMs: number): BehaviourProfile {
  return {
    format: 1,
    sinceMs,
    actions: 0,
    refused: 0,
    ready: false,
    tools: {},
    dataClasses: {},
    places: {},
    perMinuteMax: 0,
    minute: { number: 0, calls: 0 },
    lately: '',
    raised: [],
  };
}

/** The profile after one more action; what is normal moves only as long as it learns. */
export function observe(profile: BehaviourProfile, action: ObservedAction): BehaviourProfile {
  const number = Math.floor(action.atMs / minuteMs);
  const calls = number === profile.minute.number ? profile.minute.calls + 1 : 1;
  const lately = `${profile.lately}${action.refused ? '1' : '0'}`.slice(-latelyCount);
  const moving = { ...profile, minute: { number, calls }, lately };
  if (profile.ready) return moving;
  const actions = profile.actions + 1;
  return {
    ...moving,
    actions,
    refused: profile.refused + (action.refused ? 1 : 0),
    tools: counted(profile.tools, action.tool),
    dataClasses:
      action.dataClass === null ? profile.dataClasses : counted(profile.dataClasses, action.dataClass),
    places: action.place === null ? profile.places : counted(profile.places, action.place),
    perMinuteMax: Math.max(profile.perMinuteMax, calls),
    ready: isReady(actions, action.atMs - profile.sinceMs),
  };
}

/** When it is held still: with so many actions, or at this moment, whichever is first; undefined once it is. */
export function learningUntil({
  ready,
  sinceMs,
}: Pick<BehaviourProfile, 'ready' | 'sinceMs'>):
  { readonly actions: number; readonly atMs: number } | undefined {
  const { baselineActions, baselineDays } = runTimeExpectations;
  return ready ? undefined : { actions: baselineActions, atMs: sinceMs + baselineDays * dayMs };
}

function isReady(actions: number, learnedMs: number): boolean {
  const { baselineActions, baselineDays } = runTimeExpectations;
  return actions >= baselineActions || learnedMs >= baselineDays * dayMs;
}

function counted(counts: Readonly<Record<string, number>>, name: string): Record<string, number> {
  const known = Object.hasOwn(counts, name);
  const key = known || Object.keys(counts).length < namesMax ? name : beyond;
  return { ...counts, [key]: (Object.hasOwn(counts, key) ? (counts[key] as number) : 0) + 1 };
}

/** Whether a name stands in what is normal; once names ran over, an unknown one can't be told from those. */
export function isKnown(counts: Readonly<Record<string, number>>, name: string): boolean {
  return Object.hasOwn(counts, name) || Object.hasOwn(counts, beyond);
}

/** A person says that this is normal from now on: one more tool, class or place, or the rate and refusals as they run. */
export function acceptAsNormal(
  profile: BehaviourProfile,
  what: { readonly kind: string; readonly subject: string },
): BehaviourProfile {
  const settled = forgetRaised(profile, what);
  if (what.kind === 'new_tool') return { ...settled, tools: counted(settled.tools, what.subject) };
  if (what.kind === 'new_data_class')
    return { ...settled, dataClasses: counted(settled.dataClasses, what.subject) };
  if (what.kind === 'new_target') return { ...settled, places: counted(settled.places, what.subject) };
  if (what.kind === 'rate')
    return { ...settled, perMinuteMax: Math.max(settled.perMinuteMax, Number(what.subject) || 0) };
  const refused = [...settled.lately].filter((one) => one === '1').length;
  const share = settled.lately.length === 0 ? 0 : refused / settled.lately.length;
  return { ...settled, refused: Math.max(settled.refused, Math.ceil(share * settled.actions)) };
}

/** Dismissed: it may be raised again. */
export function forgetRaised(
  profile: BehaviourProfile,
  { kind, subject }: { readonly kind: string; readonly subject: string },
): BehaviourProfile {
  return { ...profile, raised: profile.raised.filter((one) => one !== raisedKey(kind, subject)) };
}

/** A rate or a share of refusals is raised once, whatever its figure is. */
export function raisedKey(kind: string, subject: string): string {
  return kind === 'rate' || kind === 'refusals' ? kind : `${kind}:${subject}`;
}
