/**
 * People and access in a real Chromium against the real stack: a person is added, sets up their sign-in, sees only what is theirs,
 * and what is taken away is gone on their next request; a token works until it is revoked; the audit log says what changed.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { listenForComplaints, openContext } from '../support/browser.ts';
import { accessibilityGaps, openConsole, visit, type ConsolePage } from '../support/console-page.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

const administrator = 'ciso@meridian.example';
const newcomer = { name: 'New Engineer', email: 'newcomer@meridian.example' };
const password = 'lantern orchard velvet 58';

let stack: Stack;
let browser: Browser;

before(async () => {
  [stack, browser] = await startStackAndBrowser();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Adds the person in the console and returns the link that it shows once. */
async function addPerson(page: Page): Promise<string> {
  await visit(page, '/people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(newcomer.name);
  await dialog.getByLabel('E-mail').fill(newcomer.email);
  await dialog.getByLabel('Role', { exact: true }).selectOption('standard');
  await dialog.getByLabel('Agent operator').check();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText('Copy it now. It is shown once.').waitFor();
  const link = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await page.getByText('One has not used the set-up link yet.').waitFor();
  return link;
}

async function openLink(link: string): Promise<ConsolePage> {
  const context = await openContext(browser);
  const page = await context.newPage();
  const complaints = listenForComplaints(page);
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: 'Welcome. Set up your sign-in' }).waitFor();
  return { page, context, complaints };
}

const railOf = (page: Page): Promise<string[]> =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link').allInnerTexts();

async function openPerson(page: Page): Promise<void> {
  await visit(page, '/people');
  await page.getByRole('link', { name: newcomer.name }).click();
  await page.getByRole('heading', { level: 1, name: newcomer.name }).waitFor();
}

async function takeRole(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set roles' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Agent operator').uncheck();
  await dialog.getByRole('button', { name: 'Set roles' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What the browser's session is answered, with its cookie and nothing of the console's memory. */
const statusOf = (page: Page, path: string): Promise<number> =>
  page.evaluate<number>(`fetch(${JSON.stringify(path)}).then(({ status }) => status)`);

test('a person is added, sets up, sees only theirs, and a role that is taken away is gone on the next request', async () => {
  const admin = await openConsole(browser, stack, administrator);
  const link = await addPerson(admin.page);
  const person = await openLink(link);
  assert.deepEqual(await accessibilityGaps(person.page), []);
  const { page } = person;
  await page.getByLabel('Password', { exact: true }).fill('newcomer');
  await page.getByText('4 more characters.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('navigation', { name: 'Console' }).waitFor();
  const seen = await railOf(page);
  assert.ok(seen.includes('Agents') && seen.includes('Tokens'), seen.join());
  for (const hidden of ['People & access', 'Journal', 'Audit log', 'Integrations'])
    assert.ok(!seen.includes(hidden), `${hidden} is not theirs`);
  assert.equal(await statusOf(page, '/v1/agents'), 200);

  await openPerson(admin.page);
  await takeRole(admin.page);
  assert.equal(await statusOf(page, '/v1/agents'), 401, 'the session of the old standing has ended');

  await visit(page, '/sign-in');
  await page.getByLabel('E-mail').fill(newcomer.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Console' }).waitFor();
  assert.ok(!(await railOf(page)).includes('Agents'));
  assert.equal(await statusOf(page, '/v1/agents'), 403);
  assert.deepEqual(admin.complaints, []);
  await Promise.all([admin.context.close(), person.context.close()]);
});

test('a used set-up link is refused in words, and half a link says what is missing', async () => {
  const admin = await openConsole(browser, stack, administrator);
  await openPerson(admin.page);
  assert.equal(await admin.page.getByRole('button', { name: 'New set-up link' }).count(), 0);
  const { page, context } = await openLink(`${stack.platform}/set-up#${'A'.repeat(43)}`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByText('This link was used, has expired, or never was.').waitFor();
  await page.goto(`${stack.platform}/set-up`);
  await page.reload();
  await page.getByText('This address is not a whole set-up link.').waitFor();
  await page.goto(`${stack.platform}/set-up#${'B'.repeat(43)}`);
  await page.getByLabel('Password', { exact: true }).waitFor();
  await Promise.all([admin.context.close(), context.close()]);
});

test('a person’s page says why not and who could change it, and a suspension ends what they had open', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, administrator);
  await openPerson(page);
  await page.getByRole('button', { name: 'May not', exact: true }).click();
  await page.getByLabel('Find a capability').fill('see agents');
  const row = page.getByRole('row', { name: /agent\.read/ });
  await row.getByText('Ask for one of these roles: administrator, agent_operator.').waitFor();
  await row.getByText('Who can: an administrator of your organisation.').waitFor();
  await page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('They have left the team.');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Suspended: every request is refused.').waitFor();
  await page.getByText('They are not signed in anywhere.').waitFor();
  await page.getByRole('button', { name: 'Reactivate' }).click();
  await dialog.getByRole('textbox').fill('They are back.');
  await dialog.getByRole('button', { name: 'Reactivate' }).click();
  await page.getByText('Suspended: every request is refused.').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a token is shown once, does what it was made for and nothing else, and is refused once revoked', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, administrator);
  await visit(page, '/tokens');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the token').fill('nightly export');
  await dialog.getByLabel('See agents').check();
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  await dialog.getByText('Copy it now. It is shown once.').waitFor();
  const token = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'I have it' }).click();
  const ask = async (path: string): Promise<number> =>
    (await fetch(`${stack.platform}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  assert.equal(await ask('/v1/agents'), 200);
  assert.equal(await ask('/v1/audit-events'), 403);
  assert.equal((await page.content()).includes(token), false, 'the page forgot the token');
  await page.getByRole('button', { name: 'Revoke nightly export' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked').waitFor();
  assert.equal(await ask('/v1/agents'), 401);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the audit log finds a change by its filter, and shows before and after side by side', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, administrator);
  await visit(page, '/audit-log');
  await page.getByRole('textbox').fill(`event:person.roles_set since:1h`);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/audit-log?filter=event:person.roles_set+since:1h');
  await page
    .getByRole('row', { name: /Person roles set/ })
    .getByRole('button', { name: /^Show/ })
    .click();
  const change = page.getByRole('table', { name: 'Before and after' });
  await change.getByRole('row', { name: 'Additive roles agent_operator none' }).waitFor();
  assert.deepEqual(await accessibilityGaps(page), []);
  await page.getByRole('textbox').fill('colour:red');
  await page.keyboard.press('Enter');
  await page.getByText('“colour” is not a key.').waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  assert.equal((await saved).suggestedFilename(), 'demo-audit.csv');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('ending one’s other sessions refuses their next request, and keeps the present one', async () => {
  const [mine, other] = [
    await openConsole(browser, stack, administrator),
    await openConsole(browser, stack, administrator),
  ];
  await visit(mine.page, '/account');
  await mine.page.getByRole('button', { name: 'End all others' }).click();
  await mine.page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await mine.page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await statusOf(other.page, '/v1/agents'), 401);
  assert.equal(await statusOf(mine.page, '/v1/agents'), 200);
  assert.deepEqual(mine.complaints, []);
  await Promise.all([mine.context.close(), other.context.close()]);
});

test('a webhook shows its secret once, a test says what came back, and it can be paused', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, administrator);
  await visit(page, '/integrations');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('SIEM');
  await dialog.getByLabel('Address').fill('https://siem.invalid/gamut');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText('Copy it now. It is shown once.').waitFor();
  assert.match(await dialog.locator('code').first().innerText(), /^whsec_/);
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('link', { name: 'SIEM', exact: true }).click();
  await page.getByRole('button', { name: 'Send a test message' }).click();
  await page.getByRole('status').getByText('Not taken').waitFor();
  await page.getByRole('cell', { name: 'webhook_endpoint.ping' }).first().waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByRole('textbox').fill('It is being moved.');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused: nothing is delivered.').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});
