/**
 * Whether one action departs from what is normal for its agent: a tool, a data class or a place that it never used, a rate or a share of
 * refusals far above its own. Pure; each departure is raised once until a person settles it. While the profile learns nothing departs.
 */
import {
  isKnown,
  latelyCount,
  observe,
  raisedKey,
  type BehaviourProfile,
  type ObservedAction,
} from './behaviour-profile.ts';

export const deviationKinds = ['new_tool', 'new_data_class', 'new_target', 'rate', 'refusals'] as const;
export type DeviationKind = (typeof deviationKinds)[number];

/** What a rule does about a departure; each only tightens. */
export const behaviourActs = ['alert', 'open_breaker', 'drop_level'] as const;
export type BehaviourAct = (typeof behaviourActs)[number];

/** As long as a tenant has set no rule of its own. */
export const defaultBehaviourRules: Readonly<Record<DeviationKind, BehaviourAct>> = {
  new_tool: 'alert',
  new_data_class: 'alert',
  new_target: 'alert',
  rate: 'open_breaker',
  refusals: 'alert',
};

export interface Deviation {
  readonly kind: DeviationKind;
  readonly subject: string;
  readonly saw: string;
  readonly normal: string;
}

/** Twice the most of any minute, and at least ten calls more than that: small numbers jump. */
const rateFactor = 2;
const rateSlack = 10;
/** Of the last fifty, and only when twenty are there. */
const refusalsMin = 20;
const refusalFactor = 3;
const refusalFloor = 0.2;
/** However many were refused while it learned: no agent makes a storm of refusals normal. A person can. */
const learnedRefusalsMax = 0.2;

export function judgeBehaviour(
  before: BehaviourProfile,
  action: ObservedAction,
): { readonly profile: BehaviourProfile; readonly deviations: readonly Deviation[] } {
  const after = observe(before, action);
  if (!before.ready) return { profile: after, deviations: [] };
  const deviations = [...ofNames(before, action), ...ofRate(after), ...ofRefusals(after)].filter(
    ({ kind, subject }) => !before.raised.includes(raisedKey(kind, subject)),
  );
  const raised = [...after.raised, ...deviations.map(({ kind, subject }) => raisedKey(kind, subject))];
  return { profile: { ...after, raised }, deviations };
}

function ofNames(profile: BehaviourProfile, action: ObservedAction): Deviation[] {
  const found: Deviation[] = [];
  const look = (kind: DeviationKind, counts: Readonly<Record<string, number>>, subject: string | null) => {
    if (subject === null || isKnown(counts, subject)) return;
    const known = Object.keys(counts).sort();
    const normal =
      known.length === 0 ? 'none' : `${known.slice(0, 5).join(', ')}${known.length > 5 ? ', …' : ''}`;
    found.push({ kind, subject, saw: subject, normal });
  };
  look('new_tool', profile.tools, action.tool);
  look('new_data_class', profile.dataClasses, action.dataClass);
  look('new_target', profile.places, action.place);
  return found;
}

/** Of a profile that is held still: what departs is more than this. While it learns it is what would depart by now. */
export function departsAbove(
  profile: Pick<BehaviourProfile, 'perMinuteMax' | 'refused' | 'actions' | 'refusalsAccepted'>,
): {
  readonly callsPerMinute: number;
  readonly refusedOfLately: number;
} {
  return {
    callsPerMinute: rateLimit(profile),
    refusedOfLately: Math.floor(refusalLimit(profile) * latelyCount),
  };
}

const rateLimit = ({ perMinuteMax }: Pick<BehaviourProfile, 'perMinuteMax'>): number =>
  Math.max(perMinuteMax * rateFactor, perMinuteMax + rateSlack);

type Refusals = Pick<BehaviourProfile, 'refused' | 'actions' | 'refusalsAccepted'>;

function usualRefusals({ refused, actions, refusalsAccepted }: Refusals): number {
  const share = actions === 0 ? 0 : refused / actions;
  return refusalsAccepted === true ? share : Math.min(share, learnedRefusalsMax);
}

/** As a share of the last actions; never more than all of them. */
const refusalLimit = (profile: Refusals): number =>
  Math.min(1, Math.max(usualRefusals(profile) * refusalFactor, refusalFloor));

function ofRate(profile: BehaviourProfile): Deviation[] {
  const { minute, perMinuteMax } = profile;
  if (minute.calls <= rateLimit(profile)) return [];
  return [
    {
      kind: 'rate',
      subject: String(minute.calls),
      saw: `${minute.calls} calls in one minute`,
      normal: `at most ${perMinuteMax}`,
    },
  ];
}

function ofRefusals(profile: BehaviourProfile): Deviation[] {
  const { lately } = profile;
  if (lately.length < refusalsMin) return [];
  const count = [...lately].filter((one) => one === '1').length;
  if (count / lately.length <= refusalLimit(profile)) return [];
  return [
    {
      kind: 'refusals',
      subject: String(count),
      saw: `${count} of the last ${lately.length} were refused`,
      normal: `${Math.round(usualRefusals(profile) * latelyCount)} of ${latelyCount}`,
    },
  ];
}
