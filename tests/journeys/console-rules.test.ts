/**
 * A rule of the organisation from end to end, in a real Chromium against the real stack: written with its faults shown by line,
 * tested, replayed over what was decided, published by somebody else than its writer, felt by an agent, and retired.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { visit } from '../support/console-page.ts';
import {
  assertSound,
  ciso,
  endDialog,
  operator,
  startConsole,
  type ConsoleWorld,
  viewer,
} from '../support/console-world.ts';
import { decisionOf, reasonCodesOf } from '../support/mcp-agent.ts';

const listing = ['report-reader', 'filesystem_list_directory', { path: '.' }] as const;
const rule = `forbid(principal, action == Action::"read", resource)
when {
  principal.name == "report-reader"
};`;

let world: ConsoleWorld;

before(async () => {
  world = await startConsole();
});
after(() => world?.close());

async function fillTest(page: Page, n: number, name: string, kind: string, expect: string): Promise<void> {
  const one = page.getByRole('group', { name: `Test ${String(n)}` });
  await one.getByLabel('The call in words').fill(name);
  await one.getByLabel('Kind of action').selectOption(kind);
  await one.getByLabel('What the rule must do').selectOption(expect);
}

let address = '';

test('an operator writes a rule: what is wrong is shown at its line, and a test that fails beside its call', async () => {
  const { page, context, complaints } = await world.open(operator);
  await visit(page, '/rules');
  await page.getByText('This organisation has no rules of its own.').waitFor();
  await assertSound(page);
  await page.getByRole('link', { name: 'Write a rule' }).first().click();
  await page.getByLabel('Name').fill('report-reader reads nothing');
  await page.getByLabel('Why it stands').fill('Its folder is being audited.');
  await page.getByLabel('What to do instead').fill('Ask the audit team.');
  const text = page.getByLabel('The rule in Cedar');
  await text.fill(rule.replace('principal.name', 'principal.nickname'));
  await fillTest(page, 1, 'it reads', 'read', 'block');
  await fillTest(page, 2, 'it pays', 'financial', 'no_match');
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  const fault = page.getByRole('listitem').filter({ hasText: 'nickname' });
  await fault.getByRole('button', { name: 'Line 3' }).press('Enter');
  // the caret is on the line: what is typed takes its place
  await page.keyboard.type('  principal.name == "report-reader"');
  assert.equal(await text.inputValue(), rule);
  await assertSound(page);
  await text.fill(rule);
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await page.getByRole('heading', { level: 1, name: 'report-reader reads nothing' }).waitFor();
  address = new URL(page.url()).pathname;

  await page.getByRole('button', { name: 'Run the tests' }).click();
  await page.getByText('it reads: expected block, found no_match').waitFor();
  await assertSound(page);
  await page.getByRole('link', { name: 'Write the next version' }).click();
  await page.getByRole('heading', { level: 1, name: /Next version/ }).waitFor();
  await page.getByLabel('The rule in Cedar').fill(rule.replace('== "report-reader"', 'like "*the test*"'));
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await page.getByRole('heading', { level: 2, name: 'Version 2' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Publish' }).count(), 0);
  assert.deepEqual(
    complaints.filter((one) => !one.includes('422')),
    [],
  );
  await context.close();
});

test('it is tested, replayed and published by somebody else, binds at once, and is retired', async () => {
  const { page: writer, context: writing } = await world.open(operator);
  await visit(writer, `${address}/next`);
  const both = rule.replace('principal.name ==', 'principal.name like "*the test*" || principal.name ==');
  await writer.getByLabel('The rule in Cedar').fill(both);
  await writer.getByRole('button', { name: 'Keep as a draft' }).click();
  await writer.getByRole('button', { name: 'Run the tests' }).click();
  await writer.getByRole('button', { name: 'Replay the last seven days' }).click();
  await writer.getByText(/Would change [1-9][\d,]* of [\d,]+ decisions? of the last seven days\./).waitFor();
  const changes = writer.getByRole('table', { name: 'Decisions that would change' });
  await changes.getByRole('link', { name: 'report-reader: filesystem_list_directory' }).first().waitFor();
  await assertSound(writer);
  await writing.close();

  const { page, context, complaints } = await world.open(ciso);
  await visit(page, '/rules');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByText(/Would change [1-9]/)
    .waitFor();
  await endDialog(page, 'Publish');
  await page.getByText('Version 3 is in force.').waitFor();
  const refused = await world.call(...listing);
  assert.equal(decisionOf(refused), 'block');
  assert.deepEqual(reasonCodesOf(refused), ['tenant_rule_forbids']);
  await page.getByRole('button', { name: 'Retire', exact: true }).click();
  await endDialog(page, 'Retire', 'Listing is needed after all.');
  await page.getByText('No version of it is in force.').waitFor();
  await page.getByText('Listing is needed after all.').waitFor();
  assert.equal(decisionOf(await world.call(...listing)), 'allow');
  await assertSound(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('on a narrow screen and in the dark nothing is lost, and who may not write is offered nothing to write', async () => {
  const narrow = await world.open(ciso, { theme: 'dark', width: 320 });
  for (const path of ['/rules', '/rules/new', address, `${address}?version=1`, `${address}/next`]) {
    await visit(narrow.page, path);
    await assertSound(narrow.page);
  }
  await narrow.context.close();
  const { page, context } = await world.open(viewer);
  await visit(page, '/');
  assert.equal(await page.getByRole('link', { name: 'Rules', exact: true }).count(), 0);
  await context.close();
});

test('what Gateway would decide is asked of a saved state and of a supposed one, and nothing of it is in force', async () => {
  const { page, context, complaints } = await world.open(ciso);
  await visit(page, '/simulations?view=states');
  await page.getByRole('button', { name: 'Save the present state' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill('Before the audit');
  await endDialog(page, 'Save');
  await page.getByText('Before the audit').waitFor();
  await assertSound(page);

  const dialog = page.getByRole('dialog');
  const suspended = async (name: string): Promise<void> => {
    await visit(page, '/simulations');
    await page.getByRole('button', { name: 'Ask what Gateway would decide' }).first().click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('On the state').selectOption('Before the audit');
    await dialog.getByRole('button', { name: 'Suppose a change' }).click();
    await dialog.getByLabel('What would be changed').selectOption('Set its status');
    await dialog.getByLabel('Of the agent').selectOption('claims-triage');
    await dialog.getByLabel('Status').selectOption('Suspended');
  };
  await suspended('One call');
  await dialog.getByRole('button', { name: 'Suppose a change' }).click();
  const gate = dialog.getByRole('group', { name: 'If 2' });
  await gate.getByLabel('What would be changed').selectOption('Add a gate');
  await gate.getByLabel('Name of the gate').fill('Nights');
  await gate.getByLabel('Read', { exact: true }).check();
  await dialog.getByLabel('Called by the agent').selectOption('claims-triage');
  await dialog.getByLabel('Tool that is called').selectOption('filesystem_list_directory');
  await dialog.getByLabel(/With the arguments/).fill('["."]');
  await dialog.getByRole('button', { name: 'Simulate' }).click();
  await dialog.getByText('Write a JSON object').waitFor();
  await assertSound(page);
  await dialog.getByLabel(/With the arguments/).fill('{"path": "."}');
  await endDialog(page, 'Simulate');
  await page.getByText('claims-triage is suspended').waitFor();
  await page.getByText('a gate Nights speaks about write internal, read').waitFor();
  await page.getByRole('heading', { name: 'How Gateway would decide' }).waitFor();
  await page.getByRole('link', { name: /agent_not_active/ }).waitFor();
  await assertSound(page);

  await suspended('Last week');
  await dialog.getByLabel('What is asked').selectOption('The decisions of the last days');
  await endDialog(page, 'Simulate');
  await page
    .getByRole('link', { name: /claims-triage: filesystem/ })
    .first()
    .waitFor();
  await assertSound(page);
  assert.equal(
    decisionOf(await world.call('claims-triage', 'filesystem_list_directory', { path: '.' })),
    'allow',
  );
  await page.getByRole('button', { name: 'Remove' }).click();
  await endDialog(page, 'Remove');
  await page.getByRole('link', { name: 'One call' }).waitFor();
  await page.setViewportSize({ width: 320, height: 900 });
  await assertSound(page);
  assert.deepEqual(complaints, []);
  await context.close();
});
