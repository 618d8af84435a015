/**
 * Governing agents in a real Chromium against the real stack: Stop with a reason cuts an agent off until it is released, a gate that
 * asks for two people is answered by two people, and a promotion shows what it lacks and can't be approved before.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { callOnce, openConsole, visit } from '../support/console-page.ts';
import { decisionOf, reasonCodesOf } from '../support/mcp-agent.ts';
import type { Stack } from '../support/stack.ts';
import { toolServerOf } from '../support/tool-server-process.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

const ciso = 'ciso@meridian.example';
const operator = 'risk@meridian.example';
const viewer = 'viewer@meridian.example';
const look = ['filesystem_list_directory', { path: '.' }] as const;

const claim = { name: 'claim 7731', entityType: 'claim', observations: ['came on Monday'] };

let stack: Stack;
let browser: Browser;

before(async () => {
  [stack, browser] = await startStackAndBrowser();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

async function openAgent(page: Page, name: string, view = ''): Promise<void> {
  await visit(page, '/agents');
  const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
  await visit(page, `${href ?? ''}${view}`);
}

/** Says why in the open dialog, and acts. */
async function actInDialog(page: Page, act: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason (kept in the journal)').fill(reason);
  await dialog.getByRole('button', { name: act }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('Stop asks why, cuts the agent off, says so on its page with who and why, and Release lets it go on', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await openAgent(page, 'claims-triage');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('From this moment every call of claims-triage is blocked.').waitFor();
  await dialog.getByRole('button', { name: 'Stop now' }).click();
  await dialog.getByText('Say why in a few words.').waitFor();
  await actInDialog(page, 'Stop now', 'It writes where it should read.');
  const banner = page.getByRole('region', { name: 'Stopped: claims-triage' });
  await banner.getByText('“It writes where it should read.”').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Stop', exact: true }).count(), 0);
  assert.equal(decisionOf(await callOnce(stack, 'claims-triage', ...look)), 'block');
  await banner.getByRole('button', { name: 'Release' }).click();
  await actInDialog(page, 'Release', 'Looked at; it may go on.');
  await banner.waitFor({ state: 'detached' });
  assert.notEqual((await callOnce(stack, 'claims-triage', ...look)).isError, true);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('an action that a stop cut off is in doubt, refused when it is asked for again, and goes on once someone has said what became of it', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  const asked = ['memory_create_entities', { entities: [claim] }] as const;
  // it has shown Gateway its tools before it is held up
  assert.notEqual((await callOnce(stack, 'claims-triage', 'memory_read_graph', {})).isError, true);
  const frozen = toolServerOf(stack.pidOf('gateway'), 'server-memory');
  process.kill(frozen, 'SIGSTOP');
  const cutOff = callOnce(stack, 'claims-triage', ...asked);
  try {
    await visit(page, '/decisions?filter=state:started');
    await page.getByRole('link', { name: 'memory_create_entities' }).waitFor();
    await openAgent(page, 'claims-triage');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await actInDialog(page, 'Stop now', 'It hangs.');
    assert.equal((await cutOff).structuredContent?.['outcome'], 'in_doubt');
  } finally {
    process.kill(frozen, 'SIGCONT');
  }
  await page.getByRole('button', { name: 'Release' }).click();
  await actInDialog(page, 'Release', 'Looked at; it may go on.');
  assert.deepEqual(reasonCodesOf(await callOnce(stack, 'claims-triage', ...asked)), ['same_action_in_doubt']);
  await visit(page, '/');
  await page.getByRole('link', { name: 'One action is in doubt.' }).click();
  const row = page.getByRole('row', { name: /memory_create_entities/ });
  await row.getByText('To resolve').waitFor();
  await row.getByRole('button', { name: 'Resolve memory_create_entities by claims-triage' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await dialog.getByText('Say why in a few words.').waitFor();
  await dialog.getByLabel('What you found').selectOption('It happened');
  await dialog.getByLabel('How you know (kept in the journal)').fill('The graph holds the claim.');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Nothing is in doubt.').waitFor();
  await visit(page, '/in-doubt?view=all');
  await page.getByRole('link', { name: 'memory_create_entities' }).click();
  await page.getByText('“The graph holds the claim.”').waitFor();
  await page.getByRole('region', { name: 'What became of it' }).getByRole('strong').waitFor();
  assert.notEqual((await callOnce(stack, 'claims-triage', ...asked)).isError, true);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('while everything is stopped every page says so, and who may not release it sees no release', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/kill-switches');
  await page.getByRole('button', { name: 'Stop everything' }).click();
  await actInDialog(page, 'Stop now', 'A drill.');
  const said = 'Everything is stopped: no agent can do anything through Gateway.';
  for (const path of ['/', '/decisions', '/people']) {
    await visit(page, path);
    await page.getByText(said).waitFor();
  }
  const other = await openConsole(browser, stack, operator);
  await other.page.getByText(said).waitFor();
  assert.equal(await other.page.getByRole('button', { name: 'Release' }).count(), 0);
  await other.context.close();
  assert.equal(decisionOf(await callOnce(stack, 'report-reader', ...look)), 'block');
  await page.getByRole('button', { name: 'Release' }).first().click();
  await actInDialog(page, 'Release', 'The drill is over.');
  await page.getByText(said).waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a gate that asks for two people is passed by two people, and each vote stays with its reason', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/gates');
  await page.getByRole('button', { name: 'Write a gate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Two look at what is written');
  await dialog.getByRole('checkbox', { name: 'Write internal' }).check();
  await dialog.getByLabel('How many must approve').fill('2');
  await dialog.getByRole('button', { name: 'Add gate' }).click();
  await page.getByRole('row', { name: /Two look at what is written/ }).waitFor();
  await page.getByRole('button', { name: 'Remove Files written for brokers and claims' }).click();
  await dialog.getByText('It is no stage of any approval from now on.').waitFor();
  await actInDialog(page, 'Remove', 'The new gate speaks about the same.');
  const letter = { path: 'drafts/two.md', content: 'Dear claimant.' };
  const asked = await callOnce(stack, 'broker-copilot', 'filesystem_write_file', letter);
  assert.equal(decisionOf(asked), 'require_approval');

  await visit(page, '/approvals');
  await page.getByRole('link', { name: /two\.md/ }).click();
  await page.getByText('0 of 2 votes').first().waitFor();
  await page.getByLabel('Reason (kept in the journal)').fill('The letter is right.');
  await page.getByRole('button', { name: 'Approve once' }).click();
  await page.getByText('1 of 2 votes').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Approve once' }).count(), 0);

  const second = await openConsole(browser, stack, operator);
  await visit(second.page, '/approvals');
  await second.page.getByRole('link', { name: /two\.md/ }).click();
  await second.page.getByText('“The letter is right.”').waitFor();
  await second.page.getByLabel('Reason (kept in the journal)').fill('Seen as well.');
  await second.page.getByRole('button', { name: 'Approve once' }).click();
  await second.page.getByText('The agent has not called again yet.').waitFor();
  await second.page.getByRole('button', { name: 'Take back your vote' }).click();
  await actInDialog(second.page, 'Take back', 'Read it too fast.');
  await second.page.getByText('“Read it too fast.”').waitFor();
  assert.equal((await callOnce(stack, 'broker-copilot', 'filesystem_write_file', letter)).isError, true);
  await second.page.getByLabel('Reason (kept in the journal)').fill('Read it again.');
  await second.page.getByRole('button', { name: 'Approve once' }).click();
  await second.page.getByText('The agent has not called again yet.').waitFor();
  assert.notEqual((await callOnce(stack, 'broker-copilot', 'filesystem_write_file', letter)).isError, true);
  await page.getByRole('link', { name: 'the agent’s second call' }).waitFor();
  assert.deepEqual([...complaints, ...second.complaints], []);
  await second.context.close();
  await context.close();
});

test('a promotion shows all five gates with what each found, and nobody is offered to approve it before they pass', async () => {
  const asker = await openConsole(browser, stack, operator);
  await openAgent(asker.page, 'report-reader', '?view=promotion');
  await asker.page.getByRole('button', { name: 'Ask for junior' }).click();
  const dialog = asker.page.getByRole('dialog');
  await dialog
    .getByLabel('The measured benefit that the higher level would raise')
    .fill('Drafts save an hour.');
  await dialog.getByRole('button', { name: 'Ask' }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const gate of [
    'Performance',
    'Security validation',
    'Business value',
    'Incident record',
    'Governance sign-off',
  ])
    await asker.page.getByRole('heading', { name: gate, exact: true }).waitFor();
  await asker.page.getByText('You asked for it, so others sign and decide.').waitFor();
  assert.equal(await asker.page.getByRole('button', { name: 'Sign', exact: true }).count(), 0);

  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await visit(page, '/promotions');
  await page.getByRole('link', { name: /report-reader/ }).click();
  await page.getByText('It can’t be approved before every gate passes').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Approve', exact: true }).count(), 0);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByLabel('What you looked at (kept in the journal)')
    .fill('The benefit is real.');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign' }).click();
  await page.getByText('“The benefit is real.”').waitFor();
  assert.deepEqual([...complaints, ...asker.complaints], []);
  await asker.context.close();
  await context.close();
});

test('who may read nothing of agents is offered none of their pages', async () => {
  const { page, context } = await openConsole(browser, stack, viewer);
  await visit(page, '/kill-switches');
  assert.equal(await page.getByRole('button', { name: 'Stop everything' }).count(), 0);
  await page.getByRole('alert').waitFor();
  await context.close();
});
