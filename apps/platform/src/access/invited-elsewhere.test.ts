/**
 * Somebody with an account who forgot its password can still take up an invitation, with a password of that place alone; and by inviting
 * nobody learns or touches anything of an account that stood before (docs/decisions/0028).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { carryOutbox } from '../audit/carry-outbox.ts';
import { recordFailedSignIns } from '../audit/record-failed-sign-ins.ts';
import { guesses } from './guess-limit.ts';
import { peopleActs, setUpPassword, type PeopleActs } from '../../../../tests/support/people-world.ts';
import {
  origin,
  testPlatform,
  type Answer,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';

const fresh = 'quartz-meadow-tugboat-37';
let under: PlatformUnderTest;
let here: Client;
let there: Client;
let acts: PeopleActs;
let taken = 0;

before(async () => {
  under = await testPlatform();
  [here, there] = [await under.as('administrator'), await under.as('administrator', under.other)];
  acts = peopleActs(under);
});
after(() => under.close());

const session = { method: 'GET', path: '/v1/session' };
const places = { method: 'GET', path: '/v1/session/tenants' };
const take = (url: string, more: object): Promise<Answer> =>
  under.anonymous({
    method: 'POST',
    path: '/v1/set-up',
    body: { token: new URL(url).hash.slice(1), password: fresh, ...more },
    headers: { origin },
  });
const enter = (answer: Answer): Promise<Client> =>
  under.with(String(answer.headers['set-cookie']).split(';')[0] as string);

/** Of alpha, by their account’s password, and invited to beta, which calls them otherwise. */
async function invitedElsewhere(): Promise<{ email: string; person: Client; id: string; url: string }> {
  const person = await acts.addActive(here, { name: 'Known In Alpha' });
  const { email } = (await person.call(session)).json.user as { email: string };
  const answer = await acts.add(there, { email, name: 'Called So In Beta' });
  assert.equal(answer.status, 201, answer.text);
  return { email, person, id: answer.json.id as string, url: answer.json.url as string };
}

test('a forgotten password is no obstacle to an invitation: one of that place alone takes it up, and opens nothing else', async () => {
  const { email, person, url } = await invitedElsewhere();
  assert.equal((await take(url, {})).status, 401, 'without saying so, the account’s is asked for');
  const taken = await take(url, { ownPassword: true, name: 'Renamed' });
  assert.equal(taken.status, 201, taken.text);
  assert.equal((await take(url, { ownPassword: true })).status, 404, 'once');
  const inBeta = await enter(taken);
  assert.equal((await inBeta.call(session)).json.tenant.slug, 'beta');
  const seen = (await inBeta.call(places)).json.data as AnyJson[];
  assert.deepEqual(
    seen.map(({ slug }) => slug as string),
    ['beta'],
    'nothing of the account’s other places',
  );
  const over = { method: 'POST', path: '/v1/session/tenant', body: { tenant: 'alpha' } };
  assert.equal((await inBeta.call(over)).status, 404);
  assert.equal((await acts.signIn(email, fresh, { tenant: 'alpha' })).status, 401);
  assert.equal((await acts.signIn(email, setUpPassword, { tenant: 'beta' })).status, 401);
  assert.equal((await acts.signIn(email, fresh, { tenant: 'beta' })).status, 201);
  const still = await acts.signIn(email, setUpPassword, { tenant: 'alpha' });
  assert.equal(still.status, 201, 'the account’s own is as it was');
  assert.equal((await person.call(session)).status, 200, 'and so is whoever was signed in by it');
  assert.equal((await person.call(session)).json.user.name, 'Known In Alpha', 'and its name');
  assert.equal((await inBeta.call(session)).json.user.name, 'Renamed');
});

test('whoever invites, and takes the invitation up themselves, learns no name that another tenant knows', async () => {
  const { email, id, url } = await invitedElsewhere();
  const inBeta = await enter(await take(url, { ownPassword: true }));
  await acts.signIn(email, 'wrong', { tenant: 'beta' });
  const { db, clock, random } = under.running.platform;
  await recordFailedSignIns(db, clock, random);
  while ((await carryOutbox(db, under.other, clock)) > 0);
  const shown = [
    await inBeta.call(session),
    await there.call({ method: 'GET', path: `/v1/memberships/${id}` }),
    await there.call({ method: 'GET', path: `/v1/people/${id}/sessions` }),
    await there.call({ method: 'GET', path: '/v1/audit-events' }),
  ];
  for (const { status, text } of shown) {
    assert.equal(status, 200, text);
    assert.doesNotMatch(text, /Known In Alpha/);
  }
  assert.match(shown[3]?.text ?? '', /"sign_in\.failed"/);
  assert.match(shown[3]?.text ?? '', /Called So In Beta/);
});

test('whoever proves the account brings its name along, and an account that has no password yet gets its first', async () => {
  const known = await invitedElsewhere();
  const proven = await enter(await take(known.url, { password: setUpPassword }));
  assert.equal((await proven.call(session)).json.user.name, 'Known In Alpha');
  const first = await acts.add(here, { name: 'First Of All' });
  const taken = await take(first.json.url, { ownPassword: true });
  assert.equal(taken.status, 201, taken.text);
  const person = await enter(taken);
  const { email, name } = (await person.call(session)).json.user as { email: string; name: string };
  assert.equal(name, 'First Of All');
  const more = await acts.add(there, { email });
  assert.equal(
    (await take(more.json.url, {})).status,
    201,
    'it is the account’s, and so opens an invitation',
  );
});

/** Beta invites first and uses the link itself, so it has the account’s password; the person takes alpha’s by one of its own. */
async function heldByBeta(): Promise<{ email: string; inAlpha: Client }> {
  const email = `taken-first-${String(++taken)}@people.example`;
  const first = await acts.add(there, { email });
  assert.equal((await take(first.json.url, { password: setUpPassword })).status, 201);
  const inAlpha = await take((await acts.add(here, { email })).json.url, { ownPassword: true });
  assert.equal(inAlpha.status, 201, inAlpha.text);
  return { email, inAlpha: await enter(inAlpha) };
}

/** How many wrong guesses at alpha’s password are judged, when before each ninth the account’s is proven as this says. */
async function judgedIn(email: string, prove: () => Promise<Answer>): Promise<number> {
  const answers: number[] = [];
  for (let guess = 0; guess < 3 * (guesses.max - 1); guess++) {
    if (guess % (guesses.max - 1) === 0) await prove();
    answers.push((await acts.signIn(email, `wrong ${String(guess)}`, { tenant: 'alpha' })).status);
  }
  assert.ok(answers.every((status) => status === 401 || status === 429));
  return answers.filter((status) => status === 401).length;
}

test('whoever knows the account’s password, by sign-in, change or another link, buys no guesses at a place’s own', async () => {
  const bySignIn = await heldByBeta();
  const signIn = (): Promise<Answer> => acts.signIn(bySignIn.email, setUpPassword, { tenant: 'beta' });
  assert.ok((await judgedIn(bySignIn.email, signIn)) <= guesses.max);
  const byChange = await heldByBeta();
  const inBeta = await enter(await acts.signIn(byChange.email, setUpPassword, { tenant: 'beta' }));
  const end = { method: 'POST', path: '/v1/sessions/end-others', body: { current: setUpPassword } };
  assert.equal((await inBeta.call(end)).status, 200);
  assert.ok((await judgedIn(byChange.email, () => inBeta.call(end))) <= guesses.max);
  const byLink = await heldByBeta();
  const signedIn = await acts.signIn(byLink.email, setUpPassword, { tenant: 'beta' });
  let id = signedIn.json.user.id as string;
  const again = async (): Promise<Answer> => {
    await there.call({ method: 'DELETE', path: `/v1/people/${id}` });
    const { json } = await acts.add(there, { email: byLink.email });
    id = json.id as string;
    return take(json.url, { password: setUpPassword });
  };
  assert.equal((await again()).status, 201);
  assert.ok((await judgedIn(byLink.email, again)) <= guesses.max);
});

test('whoever knows the account’s password sees no place that has one of its own, and goes over to none', async () => {
  const { email, inAlpha } = await heldByBeta();
  const inBeta = await enter(await acts.signIn(email, setUpPassword, { tenant: 'beta' }));
  const shown = async (who: Client): Promise<string[]> =>
    ((await who.call(places)).json.data as AnyJson[]).map(({ slug }) => slug as string);
  assert.deepEqual(await shown(inBeta), ['beta']);
  const over = (tenant: string): Promise<Answer> =>
    inBeta.call({ method: 'POST', path: '/v1/session/tenant', body: { tenant } });
  assert.deepEqual((await over('alpha')).status, (await over('nowhere')).status);
  assert.equal((await over('alpha')).status, 404);
  assert.deepEqual(await shown(inAlpha), ['alpha'], 'from inside it does');
});

test('the own password of a place frees the guesses at itself, and of those where nobody is nothing shows', async () => {
  const { email } = await heldByBeta();
  for (let round = 0; round < 3; round++) {
    for (let guess = 1; guess < guesses.max; guess++)
      assert.equal((await acts.signIn(email, 'wrong', { tenant: 'alpha' })).status, 401);
    assert.equal((await acts.signIn(email, fresh, { tenant: 'alpha' })).status, 201);
  }
  const person = await acts.addActive(there);
  const { email: elsewhere } = (await person.call(session)).json.user as { email: string };
  assert.ok(
    (await judgedIn(elsewhere, () => acts.signIn(elsewhere, setUpPassword, { tenant: 'beta' }))) <=
      guesses.max,
    'as if there were a place with a password of its own',
  );
});

test('no guess at the account’s password is spent or judged by an own one, and a weak one is refused', async () => {
  const { email, url } = await invitedElsewhere();
  assert.equal((await take(url, { ownPassword: true, password: 'password1234' })).status, 422);
  const taken = await take(url, { ownPassword: true, password: setUpPassword });
  assert.equal(taken.status, 201, 'even one that happens to be the account’s');
  const only = (await (await enter(taken)).call(places)).json.data as AnyJson[];
  assert.equal(only.length, 1, 'proves nothing but the place');
  const attempts = await under.running.platform.db.readControl((tx) =>
    tx.query('SELECT 1 FROM control.sign_in_attempts WHERE account_hash = $1', [
      under.running.platform.blindIndex('signInAccount', email)[0],
    ]),
  );
  assert.equal(attempts.length, 0);
});
