/**
 * One person in two organisations, in a real Chromium against the real stack: invited to a second one, over to it and back, a password that
 * was forgotten and its way back, and an invitation taken up without it (docs/decisions/0019, 0020, 0028).
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { listenForComplaints, openContext } from '../support/browser.ts';
import { accessibilityGaps, openConsole, visit, type ConsolePage } from '../support/console-page.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

const administrator = 'ciso@meridian.example';
const both = { name: 'Person Of Two', email: 'two@places.example' };
const forgetful = { name: 'Forgetful Person', email: 'forgetful@places.example' };
const password = 'lantern orchard velvet 58';
const fresh = 'quartz meadow tugboat 37';

let stack: Stack;
let browser: Browser;
let root: string;

before(async () => {
  [stack, browser] = await startStackAndBrowser();
  root = (await readFile(join(stack.home, 'keys', 'operator', 'GAMUT_OPERATOR_TOKEN'), 'utf8')).trim();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

async function operate(path: string, body?: object): Promise<Record<string, string>> {
  const answer = await fetch(`${stack.platform}/operator/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${root}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  assert.ok(answer.ok, text);
  return JSON.parse(text) as Record<string, string>;
}

/** A second organisation, whose first administrator is invited. @returns their set-up link */
async function makeHarbour(): Promise<string> {
  const { job } = await operate('/tenants', { slug: 'harbour', name: 'Harbour Mutual', plan: 'enterprise' });
  for (let status = ''; status !== 'done'; { status = '' } = await operate(`/jobs/${String(job)}`))
    assert.ok(['', 'waiting', 'running'].includes(status), status);
  return String((await operate('/tenants/harbour/administrators', both)).url);
}

async function openPage(at: string): Promise<ConsolePage> {
  const context = await openContext(browser);
  const page = await context.newPage();
  const complaints = listenForComplaints(page);
  await page.goto(at);
  return { page, context, complaints };
}

/** A page before sign-in asks who is signed in, and is told that nobody is. */
const unexpected = (complaints: readonly string[]): string[] =>
  complaints.filter((one) => !one.endsWith('the server responded with a status of 401 (Unauthorized)'));

const inConsole = (page: Page): Promise<void> => page.getByRole('navigation', { name: 'Console' }).waitFor();
const organisationOf = (page: Page): Promise<string> =>
  page.evaluate<string>(
    "fetch('/v1/session').then((answer) => answer.json()).then(({ tenant }) => tenant.name)",
  );
const statusOf = (page: Page): Promise<number> =>
  page.evaluate<number>("fetch('/v1/session').then(({ status }) => status)");

async function takeLink(page: Page, secret: string, act = 'Set up and sign in'): Promise<void> {
  await page
    .getByLabel(/password/i)
    .first()
    .fill(secret);
  await page.getByRole('button', { name: act }).click();
}

async function addPerson(page: Page, who: typeof both): Promise<string> {
  await visit(page, '/people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(who.name);
  await dialog.getByLabel('E-mail').fill(who.email);
  await dialog.getByLabel('Role', { exact: true }).selectOption('standard');
  await dialog.getByRole('button', { name: 'Add' }).click();
  const link = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'I have it' }).click();
  return link;
}

/** By the address of the organisation where there are several. */
async function signIn(page: Page, secret: string, organisation = ''): Promise<void> {
  await visit(page, '/sign-in');
  await page.getByLabel('E-mail').fill(both.email);
  await page.getByLabel('Password').fill(secret);
  if (organisation !== '') {
    await page.getByText('You belong to several organisations').click();
    await page.getByLabel('Organisation', { exact: true }).fill(organisation);
  }
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('who was invited to a second organisation proves their account there, goes over, and comes back', async () => {
  const admin = await openConsole(browser, stack, administrator);
  const first = await openPage(await addPerson(admin.page, both));
  await takeLink(first.page, password);
  await inConsole(first.page);
  assert.equal(await first.page.getByRole('button', { name: 'Switch organisation' }).count(), 0);

  const { page, context, complaints } = await openPage(await makeHarbour());
  await takeLink(page, password);
  await inConsole(page);
  assert.equal(await organisationOf(page), 'Harbour Mutual');
  await page.getByRole('button', { name: 'Switch organisation' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('You are here.').waitFor();
  assert.deepEqual(await accessibilityGaps(page), []);
  const before = (await context.cookies()).find(({ name }) => name.includes('session'))?.value;
  await sheet.getByRole('button', { name: /^Go to / }).click();
  await sheet.waitFor({ state: 'detached' });
  await inConsole(page);
  assert.notEqual(await organisationOf(page), 'Harbour Mutual');
  const now = (await context.cookies()).find(({ name }) => name.includes('session'))?.value;
  assert.notEqual(now, before, 'a fresh session');
  await page.getByRole('button', { name: 'Switch organisation' }).click();
  await sheet.getByRole('button', { name: 'Go to Harbour Mutual' }).click();
  await sheet.waitFor({ state: 'detached' });
  await inConsole(page);
  assert.equal(await organisationOf(page), 'Harbour Mutual');
  assert.deepEqual(unexpected([...first.complaints, ...complaints]), []);
  await Promise.all([admin, first, { context }].map((one) => one.context.close()));
});

test('a reset link is made in the console, sets a password of that organisation alone, and ends what was open there', async () => {
  const admin = await openConsole(browser, stack, administrator);
  const open = await openPage(`${stack.platform}/sign-in`);
  await signIn(open.page, password);
  await inConsole(open.page);
  await visit(admin.page, '/people');
  await admin.page.getByRole('link', { name: both.name }).click();
  await admin.page.getByRole('button', { name: /Reset/ }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.locator('code').innerText();
  assert.deepEqual(await accessibilityGaps(admin.page), []);
  await dialog.getByRole('button', { name: 'I have it' }).click();

  const { page, context, complaints } = await openPage(link);
  assert.deepEqual(await accessibilityGaps(page), []);
  await takeLink(page, fresh, 'Set the password and sign in');
  await inConsole(page);
  assert.equal(await statusOf(open.page), 401, 'what was open has ended');
  assert.equal(await page.getByRole('button', { name: 'Switch organisation' }).count(), 0);
  const again = await openPage(link);
  await takeLink(again.page, fresh, 'Set the password and sign in');
  await again.page.getByText(/This link was used/).waitFor();

  await signIn(open.page, fresh, 'harbour');
  await open.page.getByText('E-mail or password is wrong.').waitFor();
  await signIn(open.page, password, 'harbour');
  await inConsole(open.page);
  assert.equal(await open.page.getByRole('button', { name: 'Switch organisation' }).count(), 0);
  assert.deepEqual(unexpected(complaints), []);
  await Promise.all([admin, open, again, { context }].map((one) => one.context.close()));
});

test('who forgot the account’s password takes an invitation up with one of that organisation alone', async () => {
  const admin = await openConsole(browser, stack, administrator);
  const known = await openPage(await addPerson(admin.page, forgetful));
  await takeLink(known.page, password);
  await inConsole(known.page);
  const harbour = await openPage(`${stack.platform}/sign-in`);
  await signIn(harbour.page, password, 'harbour');
  await inConsole(harbour.page);

  const { page, context, complaints } = await openPage(await addPerson(harbour.page, forgetful));
  await page.getByLabel('I have an account here and forgot its password').check();
  await page.getByText('This password will open this organisation alone.').waitFor();
  assert.deepEqual(await accessibilityGaps(page), []);
  await takeLink(page, fresh);
  await inConsole(page);
  assert.equal(await organisationOf(page), 'Harbour Mutual');
  assert.equal(await page.getByRole('button', { name: 'Switch organisation' }).count(), 0);
  assert.equal(await statusOf(known.page), 200, 'where they were signed in by the account nothing changed');
  assert.deepEqual(unexpected(complaints), []);
  await Promise.all([admin, known, harbour, { context }].map((one) => one.context.close()));
});

test('an open page that nobody touches says so with what it asks, and no longer once somebody does', async () => {
  const { page, context } = await openConsole(browser, stack, administrator);
  await page.waitForRequest((one) => one.headers()['gamut-background'] === '1');
  await page.keyboard.press('Shift');
  const first = await page.waitForRequest((one) => one.url().includes('/v1/') && one.method() === 'GET');
  assert.equal(first.headers()['gamut-background'], undefined);
  await context.close();
});
