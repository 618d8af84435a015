/** Notice after the act in the console: whoever answers for a senior agent finds what it did by itself, and says that they have seen it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { callOnce, openConsole, visit } from '../support/console-page.ts';
import { eventually } from '../support/pace.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

let stack: Stack;
let browser: Browser;
before(async () => {
  [stack, browser] = await startStackAndBrowser();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

test('both owners of a senior agent are told of each file that it wrote, and each marks their own', async () => {
  const owner = await openConsole(browser, stack, 'risk@meridian.example');
  await visit(owner.page, '/notices');
  await owner.page.getByText('Nothing is new to you.').waitFor();
  for (const path of ['open/first.md', 'open/second.md']) {
    const done = await callOnce(stack, 'claims-triage', 'filesystem_write_file', {
      path,
      content: 'Seen.\n',
    });
    assert.notEqual(done.isError, true, JSON.stringify(done));
  }
  const rows = owner.page.getByRole('row', { name: /filesystem_write_file/ });
  await eventually(async () => (await rows.count()) === 2, 'two notices');
  await visit(owner.page, '/');
  await owner.page.getByRole('link', { name: 'Two notices are new to you.' }).click();
  await rows.first().getByText('by claims-triage, told to you as its human owner').waitFor();
  await rows
    .first()
    .getByRole('button', { name: 'Mark as seen filesystem_write_file by claims-triage' })
    .click();
  await eventually(async () => (await rows.count()) === 1, 'the other is new still');
  await owner.page.getByRole('button', { name: 'Mark all as seen' }).click();
  await owner.page.getByText('Nothing is new to you.').waitFor();
  await owner.page.getByRole('link', { name: 'Show all notices' }).click();
  await eventually(async () => (await rows.count()) === 2, 'both stay');
  await rows.first().getByRole('link', { name: 'filesystem_write_file' }).click();
  await owner.page.getByText('A senior agent acts without asking.').waitFor();
  assert.deepEqual(owner.complaints, []);
  await owner.context.close();

  const security = await openConsole(browser, stack, 'ciso@meridian.example');
  await visit(security.page, '/notices');
  await security.page.getByText('told to you as its security owner').first().waitFor();
  assert.equal(await security.page.getByRole('row', { name: /filesystem_write_file/ }).count(), 2);
  await security.context.close();

  const stranger = await openConsole(browser, stack, 'engineer@meridian.example');
  await visit(stranger.page, '/notices?view=all');
  await stranger.page.getByText('You were never told of anything.').waitFor();
  await stranger.context.close();
});
