/** A token's standing is its own, and only what a token can do for this person is offered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forTokens, readingOnly, tokenStanding, type Capability } from './token-standing.ts';

const now = new Date('2026-11-22T14:00:00Z');

test('revoked and past tokens are told apart from those that work', () => {
  const text = (revokedAt: string | null, expiresAt: string | null) =>
    tokenStanding({ revokedAt, expiresAt }, now).text;
  assert.equal(text(null, null), 'Works');
  assert.equal(text(null, '2026-11-22T14:00:01Z'), 'Works');
  assert.equal(text(null, '2026-11-22T14:00:00Z'), 'Expired');
  assert.equal(text('2026-11-01T00:00:00Z', null), 'Revoked');
});

test('what takes a person at a screen, or is more than they may, is not offered', () => {
  const row = (permission: string, sessionOnly: boolean, audited: boolean): Capability => ({
    permission,
    sessionOnly,
    audited,
    says: '',
    entitlement: null,
    rateClass: 'read',
    withinAssessment: false,
  });
  const rows = [
    row('agent.read', false, false),
    row('agent.create', false, true),
    row('person.add', true, true),
  ];
  const offered = forTokens(rows, ['agent.read', 'agent.create', 'person.add']);
  assert.deepEqual(
    offered.map(({ permission }) => permission),
    ['agent.read', 'agent.create'],
  );
  assert.deepEqual(readingOnly(offered), ['agent.read']);
  assert.deepEqual(forTokens(rows, []), []);
});
