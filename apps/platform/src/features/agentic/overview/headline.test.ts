/** The sentence says what needs a person, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeHeadline, countWord, type Standing } from './headline.ts';

const calm: Standing = {
  waitingApprovals: 0,
  openIncidents: 0,
  openCriticalFindings: 0,
  quarantinedConnectors: 0,
  inDoubt: 0,
  stoppedPlans: 0,
  unreviewedEmergencies: 0,
  absentOwners: 0,
  departures: 0,
  newNotices: 0,
  brokenJournal: false,
};
const said = (standing: Partial<Standing>) =>
  composeHeadline({ ...calm, ...standing })
    .map((clause) => clause.text)
    .join(' ');

test('when nothing waits, it says so', () => assert.equal(said({}), 'Nothing needs a person.'));
test('one and several are told apart', () => {
  assert.equal(said({ waitingApprovals: 1 }), 'One decision needs a person.');
  assert.equal(
    said({ waitingApprovals: 3, openCriticalFindings: 1 }),
    'Three decisions need a person. One critical finding is open.',
  );
});
test('a journal that did not verify comes first', () => {
  assert.equal(
    said({ brokenJournal: true, openIncidents: 2 }),
    'The journal did not verify. Two incidents are open.',
  );
});
test('every clause of something that waits is a link, and there are at most three', () => {
  const clauses = composeHeadline({
    waitingApprovals: 1,
    openIncidents: 1,
    openCriticalFindings: 1,
    quarantinedConnectors: 1,
    inDoubt: 1,
    stoppedPlans: 1,
    unreviewedEmergencies: 1,
    absentOwners: 1,
    departures: 1,
    newNotices: 1,
    brokenJournal: true,
  });
  assert.equal(clauses.length, 3);
  assert.ok(clauses.every((clause) => clause.href !== null));
});
test('a plan that has stopped is said, and leads to the plans', () =>
  assert.deepEqual(composeHeadline({ ...calm, stoppedPlans: 1 }), [
    { text: 'One plan has stopped.', href: '/plans' },
  ]));
test('what the reader was told of comes last, and leads there', () =>
  assert.deepEqual(composeHeadline({ ...calm, newNotices: 2, quarantinedConnectors: 1 }), [
    { text: 'One connector is quarantined.', href: '/connectors' },
    { text: 'Two notices are new to you.', href: '/notices' },
  ]));
test('large counts are figures', () => assert.equal(countWord(1151), '1,151'));
