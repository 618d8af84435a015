/** What keeps an approver seeing all of it, and nobody else: each line with the test that goes red without it. */
import type { Row } from './observe-guards.ts';

const agentic = 'apps/platform/src/features/agentic';
const shown = 'core/policy/src/shown-to-approver.ts';
const shownTest = 'core/policy/src/shown-to-approver.test.ts';
const kept = `${agentic}/decisions/whole-arguments.test.ts`;

export const approverRows: readonly Row[] = [
  [
    'approver: what can’t be shown whole is not asked about',
    'core/policy/src/decide.ts',
    "if (unseen !== undefined) return decision('block', [unseen, ...reasons]);",
    '',
    'core/policy/src/decide.test.ts',
    'what is too long to be shown whole opens no approval',
  ],
  [
    'approver: a secret hides nothing but itself',
    shown,
    'if (swallowed !== undefined) return swallowed;',
    '',
    shownTest,
    'a key that is opened in one argument and closed in another hides nothing of what stands between',
  ],
  [
    'approver: whom the call reaches is never a mark',
    shown,
    'return exact.find((pointer) => !same(allByPointer(args, pointer), allByPointer(seen, pointer)));',
    'return undefined;',
    shownTest,
    'a secret in whom the call reaches, deep in a list as well, opens no approval',
  ],
  [
    'approver: platform asks nobody about a text that is cut',
    `${agentic}/decisions/open-approval.ts`,
    'if (isCutOff(entry.argumentsWhole ?? entry.argumentsShown)) return refusalReasons.approvalShownCut;',
    '',
    kept,
    'a text that is cut opens no approval, whatever Gateway thinks of it; one that is whole beside it does',
  ],
  [
    'approver: no agent buries what a person must see',
    `${agentic}/decisions/open-approval.ts`,
    'if (await isSwamped(tx, entry.agent, at)) return refusalReasons.tooManyWaiting;',
    '',
    `${agentic}/decisions/open-approval.test.ts`,
    'of one agent no more wait than people can read, at two platforms at once either; what ended makes room, and asking again finds its own',
  ],
  [
    'approver: of what is refused nothing is kept whole',
    `${agentic}/decisions/commit-ledger.ts`,
    'if (refusal !== undefined || entry.argumentsWhole === undefined || seal === undefined) return null;',
    'if (entry.argumentsWhole === undefined || seal === undefined) return null;',
    kept,
    'of what platform refuses nothing is kept whole',
  ],
  [
    'approver: only whom the gate asks for is shown it',
    `${agentic}/approvals/argument-routes.ts`,
    'if (!mayOpenArguments(person.id, rights, hand.asked))',
    'if (rights.length > 1_000)',
    `${agentic}/approvals/approval-arguments.test.ts`,
    'whom the gate does not ask for is shown nothing of it, and leaves no record of a reading',
  ],
];
