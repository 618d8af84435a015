/**
 * Toolsets, skills and plans from end to end, in a real Chromium against the real stack: made by one person, approved by another,
 * felt by an agent in what it is shown and refused, moved at a checkpoint, and ended.
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
} from '../support/console-world.ts';
import { connectAgent, decisionOf, reasonCodesOf } from '../support/mcp-agent.ts';

const agent = 'report-reader';
const [listing, reading] = ['filesystem_list_directory', 'filesystem_read_text_file'] as const;

let world: ConsoleWorld;

before(async () => {
  world = await startConsole();
});
after(() => world?.close());

async function shownTools(): Promise<readonly string[]> {
  const client = await connectAgent(world.stack.gateway, world.stack.agentToken(agent), '2026-07-28');
  try {
    return [...(await client.listTools())].sort();
  } finally {
    await client.close();
  }
}

const codesOf = async (tool: string): Promise<string[]> =>
  reasonCodesOf(await world.call(agent, tool, { path: '.' }));

async function pathOf(page: Page, view: string, name: string): Promise<string> {
  await visit(page, view);
  const link = page.getByRole('link', { name, exact: true });
  return (await link.getAttribute('href')) ?? '';
}

test('a toolset is made and granted, and says whom a change of it reaches', async () => {
  const { page, context, complaints } = await world.open(operator);
  await visit(page, '/plans?view=toolsets');
  await page.getByRole('link', { name: 'Claims folder: read, and write drafts' }).waitFor();
  await assertSound(page);
  await page.getByRole('button', { name: 'Make a toolset' }).first().click();
  await page.getByLabel('Name').fill('Folders');
  await page.getByLabel('What it is for').fill('To look around.');
  for (const tool of [listing, reading])
    await page.getByRole('checkbox', { name: tool, exact: true }).check();
  await page
    .getByRole('group', { name: listing, exact: true })
    .getByLabel(/Only under these places/)
    .fill('reports');
  await assertSound(page);
  await endDialog(page, 'Make toolset');
  await visit(page, await pathOf(page, '/plans?view=toolsets', 'Folders'));
  await page.getByText('No agent holds it.').waitFor();
  await page.getByRole('button', { name: 'Grant it to an agent' }).click();
  await page.getByRole('dialog').getByLabel('Agent').selectOption({ label: agent });
  await endDialog(page, 'Grant');
  await page.getByRole('link', { name: agent, exact: true }).waitFor();
  assert.deepEqual(await codesOf(listing), ['target_outside_scope'], 'the stricter of both holds');
  await page.getByRole('button', { name: 'Change it' }).click();
  await page.getByRole('dialog').getByText(`1 agent holds it: ${agent}.`).waitFor();
  await assertSound(page);
  await page
    .getByRole('group', { name: listing, exact: true })
    .getByLabel(/Only under these places/)
    .fill('');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: reading, exact: true }).uncheck();
  await dialog.getByText(`${agent} also holds ${reading} by its own permission`).waitFor();
  await dialog.getByLabel(/kept in the journal/).fill('it is to look everywhere');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await dialog.getByText('Say that they keep it, or leave it in the toolset.').waitFor();
  await assertSound(page);
  await dialog.getByLabel(/They keep it so/).check();
  await endDialog(page, 'Change');
  await page.getByRole('heading', { level: 2, name: 'Version 2' }).waitFor();
  assert.deepEqual(await codesOf(listing), []);
  await assertSound(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a skill is written, approved by somebody else, assigned, and bounds the agent at once', async () => {
  const { page: writer, context: writing } = await world.open(operator);
  await visit(writer, '/plans?view=skills');
  await writer.getByRole('button', { name: 'Write a skill' }).first().click();
  await writer.getByLabel('Name').fill('Reporting');
  await writer.getByLabel('What it is for').fill('To sum up reports.');
  await writer.getByLabel('What it tells the agent to do').fill('Read the reports and sum them up.');
  for (const tool of [listing, reading])
    await writer.getByRole('checkbox', { name: tool, exact: true }).check();
  await assertSound(writer);
  await endDialog(writer, 'Write skill');
  const address = await pathOf(writer, '/plans?view=skills', 'Reporting');
  await visit(writer, address);
  await writer.getByRole('button', { name: 'Submit for review' }).click();
  await endDialog(writer, 'Submit for review');
  await writer.getByText('You wrote it, so somebody else approves it.').waitFor();
  assert.equal(await writer.getByRole('button', { name: 'Approve' }).count(), 0);
  await writing.close();

  const { page, context, complaints } = await world.open(ciso);
  await visit(page, address);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await endDialog(page, 'Approve');
  await page.getByText('Version 1 is in force.').waitFor();
  const before = await shownTools();
  await page.getByRole('button', { name: 'Assign it to an agent' }).click();
  await page.getByRole('dialog').getByLabel('Agent').selectOption({ label: agent });
  await endDialog(page, 'Assign');
  await page.getByRole('link', { name: agent, exact: true }).waitFor();
  assert.ok(before.length > 2, 'there was more');
  assert.deepEqual(await shownTools(), [listing, reading]);
  await assertSound(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a plan is written, approved, started, moved at its checkpoint by whom it asks for, and completed', async () => {
  const { page: writer, context: writing } = await world.open(operator);
  await visit(writer, '/plans');
  await writer.getByRole('link', { name: 'Renewals of this quarter' }).waitFor();
  await writer.getByRole('button', { name: 'Write a plan' }).first().click();
  await writer.getByLabel('For the agent').selectOption({ label: agent });
  await writer.getByLabel('Name').fill('Quarterly report');
  await writer.getByLabel('What it is for').fill('First look, then read.');
  for (const [n, name, tool] of [
    [1, 'Look', listing],
    [2, 'Read', reading],
  ] as const) {
    const stage = writer.getByRole('group', { name: `Stage ${n}` });
    await stage.getByLabel('What happens in it').fill(name);
    await stage
      .getByRole('group', { name: 'Tools that it may use' })
      .getByLabel(tool, { exact: true })
      .check();
  }
  const signers = writer
    .getByRole('group', { name: 'Stage 1' })
    .getByRole('group', { name: /only these people/ });
  assert.deepEqual(await signers.getByRole('checkbox').count(), 3, 'only those who could sign are offered');
  await assertSound(writer);
  await endDialog(writer, 'Write plan');
  const address = await pathOf(writer, '/plans', 'Quarterly report');

  const { page, context, complaints } = await world.open(ciso);
  await visit(page, '/plans');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  for (const act of ['Approve', 'Start']) {
    await page.getByRole('button', { name: act, exact: true }).click();
    await endDialog(page, act);
  }
  await page.getByText(/Before stage 2 stands a checkpoint/).waitFor();
  assert.deepEqual(await shownTools(), [listing]);
  assert.deepEqual(await codesOf(reading), ['plan_checkpoint_waits']);
  await assertSound(page);

  await visit(writer, address);
  await writer.getByRole('button', { name: 'Sign the checkpoint' }).click();
  await endDialog(writer, 'Sign', 'looked at the folders that it found');
  await writer.getByText(/The last stage: a person completes it/).waitFor();
  assert.deepEqual(await shownTools(), [reading]);
  assert.deepEqual(await codesOf(listing), ['plan_stage_forbids']);
  await visit(writer, '/agents');
  await writer.getByRole('link', { name: agent, exact: true }).first().click();
  await writer.getByRole('link', { name: 'Access', exact: true }).click();
  await writer.getByRole('link', { name: 'Quarterly report' }).waitFor();
  for (const name of ['Reporting', 'Folders'])
    await writer.getByRole('link', { name, exact: true }).waitFor();
  await assertSound(writer);
  await visit(writer, address);
  await writer.getByRole('button', { name: 'Complete', exact: true }).click();
  await endDialog(writer, 'Complete', 'the report is there');
  await writer.getByText('It binds the agent no longer.').waitFor();
  assert.equal(decisionOf(await world.call(agent, listing, { path: '.' })), 'allow');
  await assertSound(writer);
  await writing.close();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('what is taken and held in another way too is said before, and left or taken in one step', async () => {
  const { page, context, complaints } = await world.open(ciso);
  const href = await pathOf(page, '/agents', agent);
  await visit(page, `${href}?view=access`);
  await page.getByRole('button', { name: 'Take away Folders' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`${listing} by its own permission`).waitFor();
  await assertSound(page);
  await dialog.getByLabel('And what it holds so').selectOption('Let these stay, on their own terms alone');
  await endDialog(page, 'Take away');
  await page.getByText('It holds none.').waitFor();
  assert.deepEqual(await codesOf(listing), [], 'its permission stays');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('on a narrow screen and in the dark nothing is lost, and what is due in red-team tests is listed', async () => {
  const { page, context } = await world.open(ciso, { theme: 'dark', width: 320 });
  for (const [view, name] of [
    ['/plans', 'Quarterly report'],
    ['/plans?view=skills', 'Reporting'],
    ['/plans?view=toolsets', 'Folders'],
  ] as const) {
    const address = await pathOf(page, view, name);
    await assertSound(page);
    await visit(page, address);
    await assertSound(page);
  }
  await visit(page, '/red-team-tests');
  const due = page.getByRole('table', { name: 'Red-team tests that are due' });
  await due.getByRole('link', { name: 'claims-triage' }).waitFor();
  await assertSound(page);
  await context.close();
});
