/**
 * Every page and dialog of the console in a real Chromium: WCAG 2.2 AA by axe in both themes, no sideways scroll at 320 pixels nor at
 * 200 % text, no complaint of the browser under the strict content-security policy, no load without an end, and a small first one.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { firstLoadBytesMax, measureFirstLoad } from '../../apps/web/scripts/measure-first-load.ts';
import {
  accessibilityGaps,
  colourGaps,
  everyPath,
  makeSomeOfEach,
  openConsole,
  refusalsOn,
  sidewaysScroll,
  visit,
} from '../support/console-page.ts';
import { startFaultyPlatform, type AnswerFault } from '../support/faulty-platform.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

const ciso = 'ciso@meridian.example';

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

const sizes = [
  ['at 1440 pixels', 1440, '100%'],
  ['at 320 pixels', 320, '100%'],
  ['at 200 % text', 640, '200%'],
] as const;

/** What is wrong with the page that stands there: in both themes, and at every width. It is loaded once; style alone differs. */
async function gapsOf(page: Page): Promise<string[]> {
  const gaps = [...(await refusalsOn(page)), ...(await accessibilityGaps(page))];
  // without motion: no colour is caught on its way from one theme to the other
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  gaps.push(...(await colourGaps(page)).map((gap) => `in the dark: ${gap}`));
  for (const [name, width, text] of sizes) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(`document.documentElement.style.fontSize = "${text}"`);
    const beyond = await sidewaysScroll(page);
    if (beyond !== 0) gaps.push(`scrolls sideways by ${beyond} ${name}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  return gaps;
}

test('every page is accessible in both themes, scrolls sideways at no width, and gives the browser nothing to complain about', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  const gaps: string[] = [];
  for (const path of await everyPath(page)) {
    await visit(page, path);
    gaps.push(...(await gapsOf(page)).map((gap) => `${path}: ${gap}`));
  }
  assert.deepEqual(gaps, []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('whatever fails or hangs while a page loads, it says so within its deadline, and Try again shows the page', async () => {
  const { page: first, context } = await openConsole(browser, stack, ciso);
  await visit(first, '/agents');
  const record = (await first.getByRole('link', { name: 'claims-triage' }).getAttribute('href')) ?? '';
  const [ofRecord, ofSession, ofPage, ofConsole] = [
    /^\/v1\/agents\/agt_/,
    /^\/v1\/session$/,
    /agent-page/,
    /\/assets\/index-.*\.js/,
  ];
  const faults: readonly (readonly [RegExp, AnswerFault])[] = [
    ...[429, 503, 'gone', 'broken', 'silent'].map((fault) => [ofRecord, fault as AnswerFault] as const),
    ...([429, 'silent'] as const).map((fault) => [ofSession, fault] as const),
    ...(['gone', 'silent'] as const).map((fault) => [ofPage, fault] as const),
    [ofConsole, 'silent'],
  ];
  // all at once: the longest of them takes the whole deadline
  await Promise.all(
    faults.map(async ([address, fault]) => {
      const wire = await startFaultyPlatform(stack.platform, address, fault);
      const page = await context.newPage();
      await page.goto(`${wire.origin}${record}`, { waitUntil: 'commit' });
      const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
      await again.waitFor();
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, String(address));
      assert.equal(await page.locator('.loading').count(), 0, String(address));
      assert.ok(wire.spoilt() > 0, String(address));
      wire.mend();
      await again.click();
      await page.getByRole('heading', { level: 1, name: 'claims-triage' }).waitFor();
      await page.close();
      wire.close();
    }),
  );
  await context.close();
});

test('the pages outside the console are accessible in both themes, and do not scroll sideways', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const { page, context } = await openConsole(browser, stack, ciso, { theme });
    const token = 'A'.repeat(43);
    for (const link of ['/set-up', `/set-up#${token}`, '/reset', `/reset#${token}`]) {
      await visit(page, link);
      assert.deepEqual(await accessibilityGaps(page), [], link);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    assert.equal(await sidewaysScroll(page), 0);
    await visit(page, '/');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.deepEqual(await accessibilityGaps(page), []);
    await context.close();
  }
});

test('every dialog is accessible, takes the focus, and gives it back on Escape', async () => {
  const { page, context, complaints } = await openConsole(browser, stack, ciso);
  const check = async (name: string): Promise<void> => {
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    assert.deepEqual(await accessibilityGaps(page), [], name);
    assert.equal(
      (await dialog.locator(':focus').count()) + (await page.locator('[role=dialog]:focus').count()),
      1,
      `${name} has the focus`,
    );
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  await page.keyboard.press('Control+k');
  await check('palette');
  await page.keyboard.press('?');
  await check('keys');
  await visit(page, '/agents');
  await page.getByRole('link', { name: 'claims-triage' }).click();
  for (const [view, button] of [
    ['Overview', 'Stop'],
    ['Overview', 'Change'],
    ['Overview', 'Lower level'],
    ['Overview', 'Suspend'],
    ['Access', 'Permit a tool'],
    ['Access', 'Set a data class'],
    ['Credentials', 'Issue a token'],
    ['Promotion', 'Ask for principal'],
    ['Tests, findings, incidents', 'Record a test'],
    ['Tests, findings, incidents', 'Record a finding'],
    ['Tests, findings, incidents', 'Open an incident'],
  ] as const) {
    const views = page.getByRole('navigation', { name: 'Views of claims-triage' });
    await views.getByRole('link', { name: view }).click();
    await page.getByRole('button', { name: button, exact: true }).click();
    await check(button);
    assert.equal(await page.locator(':focus').innerText(), button);
  }
  await visit(page, '/connectors');
  await page.getByRole('link', { name: 'memory' }).click();
  await page.getByRole('button', { name: 'Quarantine' }).click();
  await check('Quarantine');
  for (const [path, button] of [
    ['/gates', 'Write a gate'],
    ['/data-flows', 'Set a data flow'],
    ['/behaviour', 'Change the rules'],
    ['/promotions?view=thresholds', 'Change what is asked'],
    ['/playbooks', 'Write a playbook'],
    ['/approvals/lent', 'Lend your right'],
    ['/kill-switches', 'Stop everything'],
    ['/people', 'Add a person'],
    ['/tokens', 'Make a token'],
    ['/integrations', 'Add a webhook'],
  ] as const) {
    await visit(page, path);
    await page.getByRole('button', { name: button }).first().click();
    await check(button);
    assert.equal(await page.locator(':focus').innerText(), button);
  }
  await visit(page, '/people');
  await page.getByRole('link', { name: 'Henrike Solvang' }).click();
  for (const button of ['Set roles', 'Suspend', 'Remove']) {
    await page.getByRole('button', { name: button }).click();
    await check(button);
    assert.equal(await page.locator(':focus').innerText(), button);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await page.getByRole('button', { name: 'Menu' }).click();
  await check('Menu');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the first load stays within 280 kB of gzip, without fonts', () => {
  const total = measureFirstLoad().reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  assert.ok(total <= firstLoadBytesMax, `${Math.round(total / 1024)} kB`);
});
