/**
 * What is normal for one agent, learned from its own decisions: tools, data classes, places, rate and refusals. A fold over the stream,
 * action by action: the same stream gives the same profile, with no model and no clock but the actions' own times. It learns for
 * seven days or a thousand actions that passed (the framework's baseline), then it is held still until a person has it learn again.
 * What was refused, or waits for somebody, counts as a refusal or as nothing: no agent makes normal what it merely asked for.
 */
import type { DataClass } from '@gamut/kernel/agentic-terms';
import { runTimeExpectations } from './atf-gates.ts';

export interface ObservedAction {
  readonly atMs: number;
  /** Null: what was sent could not be read, so no tool was named. */
  readonly tool: string | null;
  readonly dataClass: DataClass | null;
  /** Where it was aimed, coarsely: a folder, a host, a domain; null when the tool has no target. */
  readonly place: string | null;
  readonly refused: boolean;
  /** Nothing stood against it, and nobody had to be waited for. */
  readonly passed: boolean;
}

export interface BehaviourProfile {
  readonly format: 1;
  readonly sinceMs: number;
  readonly actions: number;
  /** Of the actions; absent in a profile of before, where all that were not refused count. */
  readonly passed?: number;
  readonly refused: number;
  /** A person has said that so many refusals are normal. */
  readonly refusalsAccepted?: boolean;
  readonly ready: boolean;
  readonly tools: Readonly<Record<string, number>>;
  readonly dataClasses: Readonly<Record<string, number>>;
  readonly places: Readonly<Record<string, number>>;
  readonly perMinuteMax: number;
  /** The minute that runs, by its number since the epoch. */
  readonly minute: { readonly number: number; readonly calls: number; readonly passed?: number };
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
    passed: 0,
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
  const before: BehaviourProfile['minute'] =
    number === profile.minute.number ? profile.minute : { number, calls: 0 };
  const inMinute = (before.passed ?? 0) + (action.passed ? 1 : 0);
  const lately = `${profile.lately}${action.refused ? '1' : '0'}`.slice(-latelyCount);
  const minute = { number, calls: before.calls + 1, passed: inMinute };
  const moving = { ...profile, minute, lately };
  if (profile.ready) return moving;
  const passed = passedOf(profile) + (action.passed ? 1 : 0);
  const learned = action.passed ? namesOf(profile, action) : {};
  return {
    ...moving,
    ...learned,
    actions: profile.actions + 1,
    passed,
    refused: profile.refused + (action.refused ? 1 : 0),
    perMinuteMax: Math.max(profile.perMinuteMax, inMinute),
    ready: isReady(passed, action.atMs - profile.sinceMs),
  };
}

/** How many actions it has learned from. */
export function passedOf({
  passed,
  actions,
  refused,
}: Pick<BehaviourProfile, 'passed' | 'actions' | 'refused'>): number {
  return passed ?? actions - refused;
}

function namesOf(
  { tools, dataClasses, places }: BehaviourProfile,
  { tool, dataClass, place }: ObservedAction,
): Pick<BehaviourProfile, 'tools' | 'dataClasses' | 'places'> {
  return {
    tools: tool === null ? tools : counted(tools, tool),
    dataClasses: dataClass === null ? dataClasses : counted(dataClasses, dataClass),
    places: place === null ? places : counted(places, place),
  };
}

/** When it is held still: with so many actions that passed, or at this moment, whichever is first; undefined once it is. */
export function learningUntil({
  ready,
  sinceMs,
}: Pick<BehaviourProfile, 'ready' | 'sinceMs'>):
  { readonly actions: number; readonly atMs: number } | undefined {
  const { baselineActions, baselineDays } = runTimeExpectations;
  return ready ? undefined : { actions: baselineActions, atMs: sinceMs + baselineDays * dayMs };
}

function isReady(passed: number, learnedMs: number): boolean {
  const { baselineActions, baselineDays } = runTimeExpectations;
  return passed >= baselineActions || learnedMs >= baselineDays * dayMs;
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
  const lately = [...settled.lately].filter((one) => one === '1').length;
  const share = settled.lately.length === 0 ? 0 : lately / settled.lately.length;
  const refused = Math.max(settled.refused, Math.ceil(share * settled.actions));
  return { ...settled, refused, refusalsAccepted: true };
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
