/**
 * Prove › Security in a real browser, on the whole stack: the checks are run by a press, every one that can be measured is
 * verified, the Gateway's and the witness's too, the page stays accessible, and the downloaded result verifies offline.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { verifyCommand } from '../../apps/cli/src/verify.ts';
import { accessibilityGaps, openConsole, sidewaysScroll, visit } from '../support/console-page.ts';
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

test('a person runs the checks, sees what was verified, and takes away a file that verifies without the server', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, 'ciso@meridian.example', {
    width: 320,
  });
  await visit(page, '/security');
  await page.getByText('The checks have not been run yet.').waitFor();
  const run = page.getByRole('button', { name: 'Run the checks' });
  await run.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Run the checks again' }).waitFor();
  const said = await page.locator('.checks li').allInnerTexts();
  assert.equal(said.length, 9);
  // the demo is alone in its database, so there is nobody whose table could be tried
  for (const line of said)
    assert.match(line, line.startsWith('Another tenant’s table') ? /Not measured/ : /Verified/, line);
  assert.deepEqual(await accessibilityGaps(page), []);
  assert.equal(await sidewaysScroll(page), 0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download signed result' }).click(),
  ]);
  const file = await download.path();
  assert.match(readFileSync(file, 'utf8'), /^gamut\.example\//);
  let report = '';
  const stdout = { write: (text: string) => (report += text) };
  const exit = await verifyCommand([file], { stdout, gamutHome: stack.home });
  assert.equal(exit, 0, report);
  assert.match(report, /✓ forged_agent_token/);
  assert.deepEqual(complaints, []);
  await context.close();
});
