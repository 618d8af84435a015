/**
 * The console in a real Chromium against the real stack: a person signs in, approves what an agent asked for, suspends an agent,
 * connects one, and checks the journal in the browser; and every page is accessible in both themes and on a narrow screen.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { accessibilityGaps, openConsole, sidewaysScroll, visit } from '../support/console-page.ts';
import { connectAgent, decisionOf, type ToolResult } from '../support/mcp-agent.ts';
import { startStack, type Stack } from '../support/stack.ts';

const ciso = 'ciso@meridian.example';
const operator = 'risk@meridian.example';
const letter = { path: 'drafts/letter-7731.md', content: 'Dear claimant, claim 7731 has reached us.' };

let stack: Stack;
let browser: Browser;

before(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

async function call(
  agent: string,
  tool: string,
  args: Record<string, unknown>,
  token?: string,
): Promise<ToolResult> {
  const client = await connectAgent(stack.gateway, token ?? stack.agentToken(agent), '2026-07-28');
  try {
    return await client.call(tool, args);
  } finally {
    await client.close();
  }
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
  const asked = await call('broker-copilot', 'filesystem_write_file', letter);
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
  const performed = await call('broker-copilot', 'filesystem_write_file', letter);
  assert.notEqual(performed.isError, true);
  await page.getByRole('link', { name: 'the agent’s second call' }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a suspension with a reason blocks the agent’s very next call', async () => {
  const before = await call('claims-triage', 'filesystem_list_directory', { path: '.' });
  assert.notEqual(before.isError, true);
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/agents');
  await page.getByRole('link', { name: 'claims-triage' }).click();
  await page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('It asks for more than it should.');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Suspended: every call is blocked.').waitFor();
  const after = await call('claims-triage', 'filesystem_list_directory', { path: '.' });
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
  await call('report-reader', 'filesystem_list_directory', { path: '.' }, token);
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
  await call('report-reader', 'filesystem_write_file', { path: 'reports/no.md', content: 'x' });
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
  assert.deepEqual(names, ['Overview', 'Help']);
  await context.close();
});

async function everyPath(page: Page): Promise<string[]> {
  const firstLink = async (list: string, pattern: RegExp): Promise<string> => {
    await visit(page, list);
    const hrefs = await page
      .locator('main a')
      .evaluateAll<string[]>('(links) => links.map((link) => link.getAttribute("href"))');
    const found = hrefs.find((href) => pattern.test(href));
    assert.ok(found, `${list} leads to no record`);
    return found;
  };
  const details = [
    await firstLink('/agents', /^\/agents\/agt_/),
    await firstLink('/approvals?status=all', /^\/approvals\/apr_/),
    await firstLink('/decisions?filter=decision:block', /^\/decisions\/dec_/),
    await firstLink('/decisions?filter=decision:allow', /^\/decisions\/dec_/),
    await firstLink('/connectors', /^\/connectors\/con_/),
  ];
  const lists = [
    '/',
    '/agents',
    '/agents/new',
    '/approvals',
    '/decisions',
    '/connectors',
    '/incidents',
    '/journal',
    '/journal/audit',
    '/journal/decisions/1',
    '/audit-log',
    '/connect',
    '/help',
    '/help/security',
    '/nowhere',
  ];
  return [...lists, ...details];
}

for (const theme of ['light', 'dark'] as const) {
  test(`every page is accessible in the ${theme} theme, and the browser has nothing to complain about`, async () => {
    const { page, context, complaints } = await openConsole(browser, stack, ciso, { theme });
    for (const path of await everyPath(page)) {
      await visit(page, path);
      assert.deepEqual(await accessibilityGaps(page), [], path);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('no page scrolls sideways at 320 pixels, at 200 % text included', async () => {
  const { page, context } = await openConsole(browser, stack, ciso, { width: 320 });
  const paths = await everyPath(page);
  for (const path of paths) {
    await visit(page, path);
    assert.equal(await sidewaysScroll(page), 0, path);
  }
  await page.setViewportSize({ width: 640, height: 900 });
  for (const path of paths) {
    await visit(page, path);
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    assert.equal(await sidewaysScroll(page), 0, `${path} at 200 % text`);
  }
  await context.close();
});

test('the sign-in page is accessible in both themes', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const { page, context } = await openConsole(browser, stack, ciso, { theme });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.deepEqual(await accessibilityGaps(page), []);
    await context.close();
  }
});
