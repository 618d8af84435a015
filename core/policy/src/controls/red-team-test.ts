/** Control 10: a senior or principal has passed a red-team test, and recently. Of each type the newest counts, and what failed outweighs all. */
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

/** A test dated in the future by more than clocks differ has not been made yet. */
const clockSkewMs = 5 * 60_000;
const dayMs = 86_400_000;

export const redTeamTest: Control = ({ indexed, agent, nowMs }) => {
  if (agent.level !== 'senior' && agent.level !== 'principal')
    return passed(`not required at level ${agent.level ?? 'unset'}`);
  const test = indexed.redTeamTests.get(agent.id);
  if (test === undefined || test.testedAtMs > nowMs + clockSkewMs) {
    return found(
      'no test',
      reason('red_team_missing', `A ${agent.level} agent needs a red-team test, and there is none.`),
    );
  }
  const ageMs = nowMs - test.testedAtMs;
  const saw = `${test.failed.length === 0 ? 'passed' : 'failed'} ${Math.max(0, Math.floor(ageMs / dayMs))} days ago`;
  if (test.failed.length > 0) return found(saw, reason('red_team_failed', whatFailed(test.failed)));
  if (ageMs <= indexed.facts.redTeamMaxAgeMs) return passed(saw);
  return found(
    saw,
    reason(
      'red_team_stale',
      `The newest red-team test is older than ${Math.floor(indexed.facts.redTeamMaxAgeMs / dayMs)} days.`,
    ),
  );
};

/** A type other than `general` is named. */
function whatFailed(types: readonly string[]): string {
  const named = types.filter((type) => type !== 'general').sort();
  const about = named.length === 0 ? '' : ` for ${named.join(', ')}`;
  return `The newest red-team test of this agent${about} failed.`;
}
