/**
 * Takes the pictures of docs/pictures from the real stack with the demo: `node tools/take-pictures.ts [FOLDER]`. Run it when a page that
 * stands in README.md or docs/ looks different, and look at each before it is committed.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../tests/support/browser.ts';
import { makeSomeOfEach, openConsole, visit } from '../tests/support/console-page.ts';
import { startStack } from '../tests/support/stack.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'docs', 'pictures');

/** The address of the first record of a list. */
async function firstIn(page: Page, list: string): Promise<string> {
  await visit(page, list);
  const href = await page.locator('table.register tbody a').first().getAttribute('href');
  if (href === null) throw new Error(`${list} lists nothing`);
  return href;
}

const [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
try {
  await makeSomeOfEach(stack);
  const { page } = await openConsole(browser, stack, 'ciso@meridian.example');
  const take = async (name: string, path: string): Promise<void> => {
    await visit(page, path);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`${name}.png  ${path}`);
  };
  await take('overview', '/');
  await take('approval', await firstIn(page, '/approvals'));
  await take('access', await firstIn(page, '/people'));
  await take('audit-log', '/audit-log');
} finally {
  await browser.close();
  await stack.stop();
}
