/**
 * Every verdict the console shows as one of five marks. Allowed is grey ○; waiting ◇ violet; degraded ◐ ochre; blocked ■ red;
 * green ✓ means verified and nothing else. The shape carries the meaning, colour repeats it.
 */
export type Mark = 'plain' | 'wait' | 'degrade' | 'block' | 'proof' | 'off';

export interface Verdict {
  readonly mark: Mark;
  readonly text: string;
}

const decisions: Readonly<Record<string, Verdict>> = {
  allow: { mark: 'plain', text: 'Allowed' },
  allow_and_log: { mark: 'plain', text: 'Allowed, logged' },
  degrade: { mark: 'degrade', text: 'Degraded' },
  require_approval: { mark: 'wait', text: 'Needs a person' },
  block: { mark: 'block', text: 'Blocked' },
  block_and_open_incident: { mark: 'block', text: 'Blocked, incident' },
};

const steps: Readonly<Record<string, Verdict>> = {
  pass: { mark: 'plain', text: 'Pass' },
  observed: { mark: 'degrade', text: 'Observed' },
  degrade: { mark: 'degrade', text: 'Narrowed' },
  require_approval: { mark: 'wait', text: 'Needs a person' },
  block: { mark: 'block', text: 'Blocks' },
  not_run: { mark: 'off', text: 'Not run' },
};

const outcomes: Readonly<Record<string, Verdict>> = {
  decided: { mark: 'plain', text: 'Decided' },
  started: { mark: 'plain', text: 'Started' },
  done: { mark: 'plain', text: 'Performed' },
  failed: { mark: 'block', text: 'Failed' },
  in_doubt: { mark: 'degrade', text: 'In doubt' },
};

const approvals: Readonly<Record<string, Verdict>> = {
  pending: { mark: 'wait', text: 'Waiting' },
  approved: { mark: 'plain', text: 'Approved' },
  consumed: { mark: 'plain', text: 'Approved, used' },
  refused: { mark: 'block', text: 'Refused' },
  expired: { mark: 'off', text: 'Expired' },
};

const standings: Readonly<Record<string, Verdict>> = {
  active: { mark: 'plain', text: 'Active' },
  proposed: { mark: 'wait', text: 'Proposed' },
  invited: { mark: 'wait', text: 'Invited' },
  paused: { mark: 'degrade', text: 'Paused' },
  suspended: { mark: 'block', text: 'Suspended' },
  retired: { mark: 'off', text: 'Retired' },
  quarantined: { mark: 'degrade', text: 'Quarantined' },
  disabled: { mark: 'block', text: 'Disabled' },
  open: { mark: 'block', text: 'Open' },
  contained: { mark: 'degrade', text: 'Contained' },
  in_remediation: { mark: 'degrade', text: 'In remediation' },
  ready_for_verification: { mark: 'wait', text: 'Ready for verification' },
  closed: { mark: 'off', text: 'Closed' },
  passed: { mark: 'plain', text: 'Passed' },
};

const find = (table: Readonly<Record<string, Verdict>>, key: string): Verdict =>
  table[key] ?? { mark: 'off', text: key.replaceAll('_', ' ') };

export const decisionVerdict = (kind: string): Verdict => find(decisions, kind);
export const stepVerdict = (verdict: string): Verdict => find(steps, verdict);
export const outcomeVerdict = (state: string): Verdict => find(outcomes, state);
export const approvalVerdict = (status: string): Verdict => find(approvals, status);
export const standingVerdict = (status: string): Verdict => find(standings, status);
