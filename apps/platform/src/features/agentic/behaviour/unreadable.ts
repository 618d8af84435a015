/**
 * What the watch can't open, because somebody changed it: it ends nobody's watch. A decision whose target can't be read is looked at
 * without it, a profile begins anew, and each is an alert for its agent, also while that still learns.
 */
import { raisedKey, type BehaviourProfile } from '@gamut/governance/behaviour-profile';
import type { Deviation } from '@gamut/governance/judge-behaviour';
import { AppError } from '@gamut/kernel/app-error';

/** @throws whatever else goes wrong: keys that are away are no reason to go on without them */
export function openOr<T>(open: () => T, otherwise: T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof AppError && error.code === 'integrity_failed') return otherwise;
    throw error;
  }
}

const unreadTarget: Deviation = {
  kind: 'new_target',
  subject: '(unreadable)',
  saw: 'a decision whose target can not be opened: its row was changed after it was written',
  normal: 'every decision opens',
};
const lostProfile: Deviation = {
  kind: 'new_target',
  subject: '(lost baseline)',
  saw: 'its baseline can not be opened: its row was changed after it was written, and it is learned anew',
  normal: 'its baseline opens',
};

/** Said once, until a person settles it. */
export function withUnreadable(
  profile: BehaviourProfile,
  what: { readonly target: boolean; readonly profile: boolean },
): { readonly profile: BehaviourProfile; readonly deviations: readonly Deviation[] } {
  const found = [...(what.profile ? [lostProfile] : []), ...(what.target ? [unreadTarget] : [])];
  const deviations = found.filter(({ kind, subject }) => !profile.raised.includes(raisedKey(kind, subject)));
  const raised = [...profile.raised, ...deviations.map(({ kind, subject }) => raisedKey(kind, subject))];
  return { profile: { ...profile, raised }, deviations };
}
