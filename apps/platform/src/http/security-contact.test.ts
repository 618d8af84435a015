/** The security contact is what the operator said, and the start says when it is missing or past. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServer } from '@gamut/service/http-server';
import { createLogger } from '@gamut/service/logger';
import { testPlatform } from '../../../../tests/support/platform.ts';
import { serveSecurityContact, whatIsWrongWith, type SecurityContact } from './security-contact.ts';

const contact = 'mailto:security@gamut.example';
const expiresAt = '2027-11-01T00:00:00.000Z';

async function fetched(configured: SecurityContact): Promise<[number, string]> {
  const server = createServer({ logger: createLogger('test', { level: 'silent' }), checks: [] });
  serveSecurityContact(server, configured);
  const { statusCode, body } = await server.inject({ method: 'GET', url: '/.well-known/security.txt' });
  return [statusCode, body];
}

test('security.txt holds the contact and the end that were configured', async () => {
  const text = `Contact: ${contact}\nExpires: ${expiresAt}\nPreferred-Languages: en\n`;
  assert.deepEqual(await fetched({ contact, expiresAt }), [200, text]);
});

test('without a contact, or without an end, there is none', async () => {
  assert.equal((await fetched({ contact: null, expiresAt }))[0], 404);
  assert.equal((await fetched({ contact, expiresAt: null }))[0], 404);
});

test('what is missing or past is told in one line', () => {
  const nowMs = Date.parse('2027-01-01T00:00:00.000Z');
  assert.match(whatIsWrongWith({ contact: null, expiresAt: null }, nowMs) ?? '', /GAMUT_SECURITY_CONTACT/);
  assert.match(whatIsWrongWith({ contact, expiresAt: null }, nowMs) ?? '', /GAMUT_SECURITY_EXPIRES/);
  assert.match(
    whatIsWrongWith({ contact, expiresAt: '2026-12-31T00:00:00.000Z' }, nowMs) ?? '',
    /past since 2026-12-31/,
  );
  assert.equal(whatIsWrongWith({ contact, expiresAt }, nowMs), undefined);
});

test('who is signed in can see the contact', async (t) => {
  const under = await testPlatform({
    env: { GAMUT_SECURITY_CONTACT: contact, GAMUT_SECURITY_EXPIRES: expiresAt },
  });
  t.after(() => under.close());
  const { json } = await (await under.as('subscriber')).call({ method: 'GET', path: '/v1/session' });
  assert.equal(json.securityContact, contact);
});
