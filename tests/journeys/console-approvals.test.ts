/**
 * What a person approves is seen whole: the account that money goes to stands on the page of whoever may approve, by keyboard and
 * accessibly in both themes; others see a mark. What can't be shown whole is not asked about.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { accessibilityGaps, callOnce, openConsole, sidewaysScroll, visit } from '../support/console-page.ts';
import { decisionOf, type ToolResult } from '../support/mcp-agent.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

const ciso = 'ciso@meridian.example';
const operator = 'risk@meridian.example';
const account = 'DE89 3704 0044 0532 0130 00';
const pictures = process.env['GAMUT_PICTURES'];

let stack: Stack;
let browser: Browser;
before(async () => {
  [stack, browser] = await startStackAndBrowser();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

const write = (path: string, content: string): Promise<ToolResult> =>
  callOnce(stack, 'broker-copilot', 'filesystem_write_file', { path, content });
const approvalOf = (asked: ToolResult): string => {
  assert.equal(decisionOf(asked), 'require_approval', JSON.stringify(asked.structuredContent));
  return `/approvals/${String(asked.structuredContent?.['approval_id'])}`;
};

test('whoever may approve reads the account whole before they can, approves by keyboard, and is on record', async () => {
  const draft = ['drafts/payout.md', `Pay 1,200 EUR to ${account}.`] as const;
  const path = approvalOf(await write(...draft));
  for (const theme of ['light', 'dark'] as const) {
    const { page, context, complaints } = await openConsole(browser, stack, operator, { theme });
    await visit(page, path);
    await page.getByText('these arguments give the digest above').waitFor();
    const shown = await page.getByLabel('Arguments').innerText();
    assert.ok(shown.includes(account), shown);
    assert.deepEqual(await accessibilityGaps(page), []);
    assert.equal(await sidewaysScroll(page), 0);
    if (pictures !== undefined)
      await page.screenshot({ path: `${pictures}/whole-${theme}.png`, fullPage: true });
    assert.deepEqual(complaints, []);
    await context.close();
  }
  const { page, context } = await openConsole(browser, stack, operator);
  await visit(page, path);
  await page.getByText('these arguments give the digest above').waitFor();
  await page.getByLabel('Reason (kept in the journal)').fill('The account is that of the claimant.');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('a');
  await page.getByRole('link', { name: /^Audit \d+$/ }).waitFor();
  assert.ok((await page.getByLabel('Arguments').innerText()).includes(account), 'it stays on the page');
  assert.notEqual((await write(...draft)).isError, true);
  await context.close();
  const auditor = await openConsole(browser, stack, ciso);
  await visit(auditor.page, '/audit-log?filter=event:approval_arguments.read');
  await auditor.page
    .getByRole('row', { name: /Approval arguments read/ })
    .first()
    .waitFor();
  await auditor.context.close();
});

test('who could let it pass without a vote opens it by a button; the decision shows a mark to every reader', async () => {
  const path = approvalOf(await write('drafts/other-payout.md', `Pay 80 EUR to ${account}.`));
  const { page, context, complaints } = await openConsole(browser, stack, operator);
  await visit(page, path);
  await page.getByLabel('Reason (kept in the journal)').fill('The claim is closed.');
  await page.getByRole('button', { name: 'Refuse' }).click();
  await page.getByText('A person refused it. Nothing was performed.').waitFor();
  await visit(page, path);
  const shown = page.getByLabel('Arguments');
  assert.match(await shown.innerText(), /\[redacted:iban\]/);
  await page.getByRole('button', { name: 'Show them whole' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('these arguments give the digest above').waitFor();
  assert.ok((await shown.innerText()).includes(account));
  assert.deepEqual(await accessibilityGaps(page), []);
  await page.getByRole('link', { name: 'why it was asked' }).click();
  await page.getByText('[redacted:iban]').waitFor();
  assert.equal(await page.getByText(account).count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a text with letters that turn others round is shown as what it is', async () => {
  const path = approvalOf(await write('drafts/turned.md', 'Pay \u202e0001\u202c EUR.'));
  const { page, context } = await openConsole(browser, stack, operator);
  await visit(page, path);
  await page.getByText('these arguments give the digest above').waitFor();
  assert.match(await page.getByLabel('Arguments').innerText(), /\\u202e0001\\u202c/);
  await context.close();
});

test('what is too long to be shown whole is blocked, and the agent is told what to do', async () => {
  const refused = await write('drafts/long.md', 'x'.repeat(60_001));
  assert.equal(decisionOf(refused), 'block');
  const [first] = refused.structuredContent?.['reasons'] as { code: string; fix: string }[];
  assert.equal(first?.code, 'approval_shown_cut');
  assert.match(first?.fix ?? '', /Split the call/);
  assert.equal(refused.structuredContent?.['approval_id'], undefined);
});
