/**
 * Observe mode from end to end, in a real Chromium and with real MCP clients against the real stack: an administrator opens a period,
 * the agent is shown and may use what it lacked and nothing that writes, what it used becomes a list, and the list is accepted.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityGaps, callOnce, openConsole, sidewaysScroll, visit } from '../support/console-page.ts';
import { connectAgent, decisionOf, generations, reasonCodesOf } from '../support/mcp-agent.ts';
import { eventually } from '../support/pace.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

const ciso = 'ciso@meridian.example';
const operator = 'risk@meridian.example';
const lacked = 'filesystem_list_directory_with_sizes';
const here = { path: '.' };

let stack: Stack;
let browser: Browser;

before(async () => {
  [stack, browser] = await startStackAndBrowser();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

async function openAgent(page: Page, name: string): Promise<void> {
  await visit(page, '/agents');
  const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
  await visit(page, `${href ?? ''}?view=observe`);
}

async function shownTools(agent: string): Promise<readonly string[]> {
  const client = await connectAgent(stack.gateway, stack.agentToken(agent), '2025-11-25');
  try {
    return await client.listTools();
  } finally {
    await client.close();
  }
}

async function act(page: Page, name: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason (kept in the journal)').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a period is opened, used, read as a list and accepted; afterwards the agent has what it was seen to need', async () => {
  assert.equal(decisionOf(await callOnce(stack, 'report-reader', lacked, here)), 'block');
  assert.ok(!(await shownTools('report-reader')).includes(lacked));
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  await openAgent(page, 'report-reader');
  await page.getByRole('button', { name: 'Observe this agent' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('payments, deletion, export and whatever changes something are refused').waitFor();
  await dialog.getByLabel('filesystem').check();
  await act(page, 'Open the period', 'Nobody knows what it needs.');
  const banner = page.getByRole('region', { name: 'Observe mode of report-reader' });
  await banner.getByText('“Nobody knows what it needs.”').waitFor();

  // a list is asked for with the facts that Gateway holds, which are a second old at most
  const shown = await eventually(async () => {
    const tools = await shownTools('report-reader');
    return tools.includes(lacked) && tools;
  }, `${lacked} in the list of tools`);
  assert.ok(
    !shown.some((tool) => /edit_file|move_file|create_directory|memory_|everything_/.test(tool)),
    shown.join(),
  );
  for (const generation of generations) {
    const client = await connectAgent(stack.gateway, stack.agentToken('report-reader'), generation);
    const answer = await client.call(lacked, here);
    assert.notEqual(answer.isError, true, JSON.stringify(answer));
    assert.equal(decisionOf(answer), 'allow_and_log');
    for (const [tool, args] of [
      ['filesystem_create_directory', { path: 'open/new' }],
      ['filesystem_move_file', { source: 'open', destination: 'closed' }],
      ['memory_delete_entities', { entityNames: ['claim'] }],
      ['memory_read_graph', {}],
      ['everything_echo', { message: 'hello' }],
    ] as const) {
      const refused = await client.call(tool, args);
      assert.equal(refused.isError, true, tool);
      assert.ok(reasonCodesOf(refused).includes('tool_not_permitted'), tool);
    }
    await client.close();
  }
  assert.equal(decisionOf(await callOnce(stack, 'broker-copilot', lacked, here)), 'block', 'another agent');

  await visit(page, '/');
  await banner.getByRole('link', { name: 'report-reader' }).click();
  const permit = page.getByRole('table', { name: 'Used, and not permitted' });
  await permit.getByText(lacked).waitFor();
  const withdraw = page.getByRole('table', { name: 'Permitted, and not used' });
  await withdraw.getByText('filesystem_write_file').waitFor();
  await withdraw.getByLabel('Withdraw filesystem_write_file').uncheck();
  await page.getByRole('table', { name: 'Tried, and refused' }).getByText('filesystem_move_file').waitFor();
  assert.deepEqual(await accessibilityGaps(page), []);
  assert.equal(await sidewaysScroll(page), 0);
  await page.getByRole('button', { name: 'Accept the list' }).click();
  await act(page, 'Accept the list', 'It lists folders, and nothing else.');
  await banner.waitFor({ state: 'detached' });
  await page.getByText('“It lists folders, and nothing else.”').waitFor();

  const after = (await shownTools('report-reader')).filter((tool) => tool.startsWith('filesystem_'));
  assert.deepEqual(after, [lacked], 'what it did not use is withdrawn; to write its level forbids');
  assert.equal(decisionOf(await callOnce(stack, 'report-reader', lacked, here)), 'allow');
  assert.equal(
    decisionOf(await callOnce(stack, 'report-reader', 'filesystem_list_directory', here)),
    'block',
  );

  await visit(page, '/decisions?filter=decision:allow_and_log');
  await page.locator('main a[href^="/decisions/dec_"]').first().click();
  await page.getByText('Observed', { exact: true }).first().waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('who may not open a period is told who may, and an agent of critical tier is never observed', async () => {
  const { page, context } = await openConsole(browser, stack, operator);
  await openAgent(page, 'claims-triage');
  await page.getByText('An administrator can open a period.').waitFor();
  // the demo itself observes one, through another connector
  await openAgent(page, 'broker-copilot');
  await page.getByRole('table', { name: 'Observe periods' }).getByText('memory', { exact: true }).waitFor();
  await openAgent(page, 'fraud-scorer');
  await page.getByText('An agent of critical tier is never observed', { exact: false }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Observe this agent' }).count(), 0);
  await context.close();
});
