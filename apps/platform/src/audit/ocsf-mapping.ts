/**
 * Which OCSF class and activity an event of ours is (OCSF 1.3.0, categories Identity & Access Management and Application Activity).
 * By event where it has its own, else by its noun's class and its verb's activity; a verb that OCSF has no word for is 99, "Other",
 * under its own name, so nothing is left out of an export.
 */
export type OcsfClass = 'account_change' | 'authentication' | 'entity_management' | 'api_activity';

export interface OcsfKind {
  readonly class: OcsfClass;
  readonly activity: number;
}

export const ocsfVersion = '1.3.0';
export const otherActivity = 99;

export const ocsfClasses = {
  account_change: { category: 3, uid: 3001 },
  authentication: { category: 3, uid: 3002 },
  entity_management: { category: 3, uid: 3004 },
  api_activity: { category: 6, uid: 6003 },
} as const satisfies Record<OcsfClass, { readonly category: number; readonly uid: number }>;

/** Names of the activities that are used, by class. */
export const activityNames: Readonly<Record<OcsfClass, Readonly<Record<number, string>>>> = {
  account_change: {
    1: 'Create',
    2: 'Enable',
    3: 'Password Change',
    4: 'Password Reset',
    5: 'Disable',
    6: 'Delete',
    7: 'Attach Policy',
    8: 'Detach Policy',
    9: 'Lock',
  },
  authentication: { 1: 'Logon', 2: 'Logoff', 3: 'Authentication Ticket' },
  entity_management: { 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete' },
  api_activity: { 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete' },
};

const byEvent: Readonly<Record<string, OcsfKind>> = {
  'session.started': { class: 'authentication', activity: 1 },
  'sign_in.failed': { class: 'authentication', activity: 1 },
  'session.ended': { class: 'authentication', activity: 2 },
  'sessions.ended': { class: 'authentication', activity: 2 },
  'sign_in_link.minted': { class: 'authentication', activity: 3 },
  'person.reset_link_made': { class: 'authentication', activity: 3 },
  'person.password_reset': { class: 'account_change', activity: 4 },
  'tenant.reset_link_made': { class: 'authentication', activity: 3 },
  'password.set': { class: 'account_change', activity: 3 },
  'agent_credential.refused': { class: 'api_activity', activity: otherActivity },
  'access.denied': { class: 'api_activity', activity: otherActivity },
};

const accountNouns = new Set(['person', 'membership', 'user', 'role', 'account', 'password', 'operator']);
const interfaceNouns = new Set(['journal', 'platform_journal', 'audit_log', 'access']);

const accountVerbs: Readonly<Record<string, number>> = {
  added: 1,
  created: 1,
  invited: 1,
  provisioned: 1,
  reactivated: 2,
  enabled: 2,
  suspended: 5,
  disabled: 5,
  removed: 6,
  deleted: 6,
  left: 6,
  granted: 7,
  roles_set: 7,
  revoked: 8,
  locked: 9,
  set_up: 2,
};

const entityVerbs: Readonly<Record<string, number>> = {
  created: 1,
  added: 1,
  recorded: 1,
  issued: 1,
  minted: 1,
  granted: 1,
  requested: 1,
  restored: 1,
  asked: 1,
  invited: 1,
  assigned: 1,
  read: 2,
  streamed: 2,
  used: 2,
  run: 2,
  exported: 2,
  verified: 2,
  updated: 3,
  changed: 3,
  suspended: 3,
  reactivated: 3,
  retired: 3,
  closed: 3,
  pinned: 3,
  paused: 3,
  resumed: 3,
  rotated: 3,
  replayed: 3,
  moved: 3,
  opened: 3,
  sealed: 3,
  raised: 3,
  finished: 3,
  approved: 3,
  refused: 3,
  submitted: 3,
  started: 3,
  signed: 3,
  completed: 3,
  cancelled: 3,
  deleted: 4,
  removed: 4,
  revoked: 4,
  unassigned: 4,
  ended: 4,
};

export function ocsfKindOf(event: string): OcsfKind {
  const own = Object.hasOwn(byEvent, event) ? byEvent[event] : undefined;
  if (own !== undefined) return own;
  const cut = event.indexOf('.');
  const [noun, verb] = [event.slice(0, Math.max(cut, 0)), event.slice(cut + 1)];
  if (accountNouns.has(noun)) return { class: 'account_change', activity: activityOf(accountVerbs, verb) };
  return {
    class: interfaceNouns.has(noun) ? 'api_activity' : 'entity_management',
    activity: activityOf(entityVerbs, verb),
  };
}

/** By the whole verb, or its last word: `level_set` is something that was set. */
function activityOf(verbs: Readonly<Record<string, number>>, verb: string): number {
  const last = verb.slice(verb.lastIndexOf('_') + 1);
  for (const word of [verb, last]) if (Object.hasOwn(verbs, word)) return verbs[word] as number;
  return last === 'set' && verbs === entityVerbs ? 3 : otherActivity;
}
