/**
 * The console in a real Chromium against the real stack: a person signs in, approves what an agent asked for, suspends an agent,
 * connects one, walks lists by keyboard, and checks the journal in the browser.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { callOnce, makeSomeOfEach, openConsole, visit } from '../support/console-page.ts';
import { decisionOf } from '../support/mcp-agent.ts';
import { eventually } from '../support/pace.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

const ciso = 'ciso@meridian.example';
const operator = 'risk@meridian.example';
const letter = { path: 'drafts/letter-7731.md', content: 'Dear claimant, claim 7731 has reached us.' };

let stack: Stack;
let browser: Browser;

before(async () => {
  [stack, browser] = await startStackAndBrowser();
  await makeSomeOfEach(stack);
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Gateway reads facts once a second, so a token made this instant may be unknown to it for as long. */
async function untilKnown(token: string): Promise<void> {
  const isKnown = async () => {
    const answer = await fetch(`${stack.gateway}/mcp`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    await answer.arrayBuffer();
    return answer.status !== 401;
  };
  await eventually(isKnown, 'Gateway’s knowledge of a token that was issued in the console');
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('a one-time link opens the overview once, and a second use is told so', async () => {
  const person = (await stack.credentials()).people.find(({ email }) => email === ciso);
  assert.ok(person);
  const { page, context } = await openConsole(browser, stack, ciso);
  await page.getByRole('heading', { name: 'Needs you' }).waitFor();
  await context.clearCookies();
  await page.goto(person.signIn);
  await page.getByRole('heading', { name: 'Needs you' }).waitFor();
  await context.clearCookies();
  await page.goto(person.signIn);
  await page.getByText('That sign-in link was used already').waitFor();
  assert.equal(await heading(page).innerText(), 'Sign in');
  await context.close();
});

test('a wrong password is refused in words, and nothing of the console is shown', async () => {
  const { page, context } = await openConsole(browser, stack, ciso);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill(ciso);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByRole('navigation').count(), 0);
  await context.close();
});

test('a person approves one exact action, and sees its journal number and what happened next', async () => {
  const asked = await callOnce(stack, 'broker-copilot', 'filesystem_write_file', letter);
  assert.equal(decisionOf(asked), 'require_approval');
  const { page, context, complaints } = await openConsole(browser, stack, operator);
  await visit(page, '/approvals');
  await page.getByRole('link', { name: /filesystem_write_file on .*letter-7731\.md/ }).click();
  await page.getByText('You are approving one exact action.').waitFor();
  await page.getByRole('button', { name: 'Approve once' }).click();
  await page.getByText('Say why in a few words').waitFor();
  await page.getByLabel('Reason (kept in the journal)').fill('The letter is correct.');
  await page.getByRole('button', { name: 'Approve once' }).click();
  await page.getByRole('link', { name: /^Audit \d+$/ }).waitFor();
  await page.getByText('The agent has not called again yet.').waitFor();
  const performed = await callOnce(stack, 'broker-copilot', 'filesystem_write_file', letter);
  assert.notEqual(performed.isError, true);
  await page.getByRole('link', { name: 'the agent’s second call' }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a suspension with a reason blocks the agent’s very next call', async () => {
  const before = await callOnce(stack, 'claims-triage', 'filesystem_list_directory', { path: '.' });
  assert.notEqual(before.isError, true);
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/agents');
  await page.getByRole('link', { name: 'claims-triage' }).click();
  await page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('It asks for more than it should.');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Suspended: every call is blocked.').waitFor();
  const after = await callOnce(stack, 'claims-triage', 'filesystem_list_directory', { path: '.' });
  assert.equal(decisionOf(after), 'block');
  await page.getByRole('button', { name: 'Reactivate' }).click();
  await dialog.getByRole('textbox').fill('Looked at; it may go on.');
  await dialog.getByRole('button', { name: 'Reactivate' }).click();
  await page.getByText('Suspended: every call is blocked.').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a stranger connects an agent with what the connect page shows, and the light sees the first call', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/connect');
  await page.getByLabel('Which agent').selectOption({ label: 'report-reader' });
  await page.getByText('Waiting for the first call').waitFor();
  await page.getByLabel('Name of the token').fill('journey');
  await page.getByRole('button', { name: 'Issue token' }).click();
  await page.getByText('Copy it now. It is shown once.').waitFor();
  const shown = JSON.parse(await page.getByRole('tabpanel').locator('pre').innerText()) as {
    mcpServers: { gamut: { url: string; headers: { Authorization: string } } };
  };
  const { url, headers } = shown.mcpServers.gamut;
  assert.equal(url, `${stack.gateway}/mcp`);
  const token = headers.Authorization.replace('Bearer ', '');
  await untilKnown(token);
  await callOnce(stack, 'report-reader', 'filesystem_list_directory', { path: '.' }, token);
  await page.getByText('Seen.').waitFor();
  await page.getByRole('link', { name: 'Open the decision' }).click();
  await page.getByRole('heading', { name: 'How Gateway decided' }).waitFor();
  assert.equal(await page.getByRole('row').count(), 14);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the curl line of the connect page lists exactly the tools of that agent', async () => {
  const { page, context } = await openConsole(browser, stack, ciso);
  await visit(page, '/connect');
  await page.getByRole('tab', { name: 'curl' }).click();
  const line = await page.getByRole('tabpanel').locator('pre').innerText();
  const body = /-d '(.*)'/.exec(line)?.[1] ?? '';
  const sent = [...line.matchAll(/-H '([^:]+): ([^']*)'/g)].map(
    ([, name, value]) => [name ?? '', value ?? ''] as [string, string],
  );
  const sendable = Object.fromEntries(
    sent.map(([name, value]) => [
      name,
      name === 'Authorization' ? `Bearer ${stack.agentToken('report-reader')}` : value,
    ]),
  );
  const answer = await fetch(`${stack.gateway}/mcp`, { method: 'POST', headers: sendable, body });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  assert.match(text, /filesystem_list_directory/);
  await context.close();
});

test('the filter is in the address, keys walk the list, and a mistake is named', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/decisions');
  await page.getByRole('textbox').fill('decision:block agent:report-reader since:1h');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/decisions?filter=decision:block+agent:report-reader+since:1h');
  const row = page.getByRole('row').nth(1);
  await row.getByText('Blocked').waitFor();
  await page.getByRole('textbox').blur();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Why' }).waitFor();
  assert.match(await heading(page).innerText(), /^filesystem_write_file/);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('heading', { level: 1, name: 'Decisions' }).waitFor();
  await page.getByRole('textbox').fill('colour:red');
  await page.keyboard.press('Enter');
  await page.getByText('“colour” is not a key.').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the palette goes anywhere by keyboard alone', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('fraud');
  await page.getByRole('option', { name: /fraud-scorer/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'fraud-scorer' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the browser checks an entry itself, finds a tampered copy, and the journal verifies', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/journal/decisions/1');
  await page.getByRole('heading', { level: 1, name: 'Entry 1 is unchanged since it was written' }).waitFor();
  const copy = page.getByLabel('Copy of entry 1');
  await copy.fill((await copy.inputValue()).replace('"seq":1', '"seq":2'));
  await page.getByText('Found: entry 1 of decisions is not what was written.').waitFor();
  await visit(page, '/journal');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('Every entry names the hash of the one before it').first().waitFor();
  await page.getByText('to', { exact: false }).first().waitFor();
  assert.equal(await page.getByText('Broken').count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a person sees only what their role may read', async () => {
  const { page, context } = await openConsole(browser, stack, 'viewer@meridian.example');
  const names = await page.getByRole('navigation', { name: 'Console' }).getByRole('link').allInnerTexts();
  assert.deepEqual(names, ['Overview', 'Your access', 'Help']);
  await context.close();
});
