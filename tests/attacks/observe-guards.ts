/** What keeps observe mode to reading, to one refusal and to its time: each line with the test that goes red without it. */

/** The members of a guard, in their order. */
export type Row = readonly [string, string, string, string, string, string];

const observeMode = 'core/policy/src/observe-mode.ts';
const observeCases = 'core/policy/src/decide.test.ts';
const periods = 'apps/platform/src/features/agentic/observe-periods';

export const observeRows: readonly Row[] = [
  [
    'observe: never for payments',
    observeMode,
    "if (facts.amountPointer !== null) return 'not for what has an amount';",
    '',
    observeCases,
    'never for payments, also where the tool is recorded as one that reads',
  ],
  [
    'observe: never for what writes, sends, pays or asks a model',
    observeMode,
    'if (!actionTypes.has(facts.actionType)) return `not for what is ${facts.actionType}`;',
    '',
    'core/policy/src/observe-mode.test.ts',
    'of the types, risks and tiers there are, what is not listed is not reached',
  ],
  [
    'observe: never for deletion and export',
    observeMode,
    'return word === undefined ? undefined : `not for what is named "${word.slice(0, 32)}"`;',
    'return void word;',
    observeCases,
    'never for deletion, whatever type the tool is recorded as',
  ],
  [
    'observe: no statement that may do more than read',
    observeMode,
    'return holdsStatement(resolved.action.arguments)',
    'return void holdsStatement',
    observeCases,
    'never for deletion through a statement in the arguments',
  ],
  [
    'observe: one reason, and alone',
    observeMode,
    "if (found.some((one) => !reasons.has(one.code))) return 'there are other reasons';",
    '',
    'core/policy/src/observe-mode.test.ts',
    'of all reasons there are, exactly one is looked through, and only alone',
  ],
  [
    'observe: held to its end at the commit',
    'apps/platform/src/features/agentic/decisions/reconsider.ts',
    'if (unobserved.has(entry.id)) return refusalReasons.observePeriodOver;',
    '',
    `${periods}/observe-period-ends.test.ts`,
    'the commit compares with its own clock: to the millisecond before the end, and not at it',
  ],
  [
    'observe: not opened by who answers for an agent of high tier',
    `${periods}/open-observe-period.ts`,
    'assertNotOwner(agent, actor.id);',
    '',
    `${periods}/observe-periods.test.ts`,
    'never for an agent of critical or undetermined tier, and at high tier not by who answers for it',
  ],
  [
    'observe: nothing is granted that was not observed in use',
    `${periods}/accept-tool-list.ts`,
    'assertDrafted(await draftToolList(tx, before, at, undefined), chosen);',
    '',
    `${periods}/observe-periods.test.ts`,
    'the draft says what to permit, to keep and to withdraw',
  ],
];
