/**
 * The operator's pages in a real Chromium against the real stack: a tenant is made, watched, suspended, given another plan and deleted;
 * support asks a tenant; every page in both themes, at 320 pixels, and by a token that a reload forgets.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { listenForComplaints, openContext } from '../support/browser.ts';
import { accessibilityGaps, sidewaysScroll } from '../support/console-page.ts';
import type { Stack } from '../support/stack.ts';
import { startStackAndBrowser } from '../support/stack-and-browser.ts';

let stack: Stack;
let browser: Browser;
let root: string;
let support: string;

before(async () => {
  [stack, browser] = await startStackAndBrowser();
  root = (await readFile(join(stack.home, 'keys', 'operator', 'GAMUT_OPERATOR_TOKEN'), 'utf8')).trim();
  const answer = await fetch(`${stack.platform}/operator/v1/operators`, {
    method: 'POST',
    headers: { authorization: `Bearer ${root}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Support One',
      email: 'support@gamut.example',
      role: 'platform_support',
      expiresInDays: 1,
    }),
  });
  support = String(((await answer.json()) as { token: string }).token);
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

interface AtDoor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
}

async function enter(token: string, options: { dark?: boolean; width?: number } = {}): Promise<AtDoor> {
  const context = await openContext(browser, {
    colorScheme: options.dark === true ? 'dark' : 'light',
    viewport: { width: options.width ?? 1440, height: 900 },
  });
  const page = await context.newPage();
  const complaints = listenForComplaints(page);
  await page.goto(`${stack.platform}/operator`);
  await page.getByLabel('Operator token').fill(token);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('heading', { level: 1, name: /^(Tenants|Support access)$/ }).waitFor();
  return { page, context, complaints };
}

/** By the rail or its menu, since a page load forgets the token. */
async function goTo(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('navigation', { name: 'Operator' }).getByRole('link', { name }).last().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.locator('body:not(:has(.loading))').waitFor();
}

/** Fills the reason and what else is asked, and waits until the server has said yes. */
async function sayWhy(page: Page, act: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(more)) {
    const field = dialog.getByLabel(label);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await dialog.getByLabel(/^Reason/).fill('shown by the journey');
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a tenant is made, suspended, given another plan, let in again and deleted, each seen as it is done', async () => {
  const { page, context, complaints } = await enter(root);
  await page.getByRole('button', { name: 'Make a tenant' }).click();
  const dialog = page.getByRole('dialog');
  assert.deepEqual(await accessibilityGaps(page), [], 'the sheet');
  await dialog.getByLabel('Name', { exact: true }).fill('Harbour Mutual');
  await dialog.getByLabel('Short name').fill('harbour');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Make harbour' }).waitFor();
  await page.getByText('Done', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'harbour' }).click();
  await page.getByRole('heading', { level: 1, name: 'Harbour Mutual' }).waitFor();

  await page.getByRole('button', { name: 'Suspend' }).click();
  await sayWhy(page, 'Suspend');
  await page.getByRole('button', { name: 'Reactivate' }).waitFor();
  await page.getByRole('button', { name: 'Change plan' }).click();
  await sayWhy(page, 'Change plan', { Plan: 'enterprise' });
  await page.getByText('Enterprise', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Reactivate' }).click();
  await sayWhy(page, 'Reactivate');
  await page.getByRole('button', { name: 'Suspend' }).waitFor();
  assert.deepEqual(await accessibilityGaps(page), [], 'a tenant');

  await page.getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/short name again/)
    .fill('harbour');
  await page
    .getByRole('dialog')
    .getByLabel(/^Reason/)
    .fill('shown by the journey');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('heading', { level: 1, name: 'Delete harbour' }).waitFor();
  await page.getByText('Done', { exact: true }).waitFor();
  await goTo(page, 'Platform journal');
  for (const event of ['Tenant: created', 'Tenant: suspended', 'Tenant: plan changed', 'Tenant: deleted'])
    await page.getByText(event).first().waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const dark of [false, true])
  test(`every page is accessible in the ${dark ? 'dark' : 'light'} theme, and narrow ones do not scroll sideways`, async () => {
    for (const [token, names] of [
      [root, ['Tenants', 'Jobs', 'Platform journal', 'Operators']],
      [support, ['Support access']],
    ] as const)
      for (const width of [1440, 320]) {
        const { page, context, complaints } = await enter(token, { dark, width });
        for (const name of names) {
          await goTo(page, name);
          assert.deepEqual(await accessibilityGaps(page), [], name);
          assert.equal(await sidewaysScroll(page), 0, `${name} at ${width}`);
        }
        assert.deepEqual(complaints, []);
        await context.close();
      }
  });

test('the root token makes a link for a tenant’s only administrator, which waits; for anybody else it is refused in words', async () => {
  const { page, context, complaints } = await enter(root);
  await page
    .getByRole('row', { name: /\bdemo\b/ })
    .getByRole('link')
    .click();
  await page.getByRole('button', { name: 'Reset link' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Their e-mail').fill('nobody@meridian.example');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByText('There is no active administrator with this e-mail in this tenant.').waitFor();
  await dialog.getByLabel('Their e-mail').fill('ciso@meridian.example');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByText('Copy it now. It is shown once.').waitFor();
  assert.deepEqual(await accessibilityGaps(page), []);
  const link = await dialog.locator('code').innerText();
  await page.goto(link);
  await page.getByLabel('New password').fill('quartz meadow tugboat 37');
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await page.getByText(/does not open yet/).waitFor();
  assert.deepEqual(
    complaints.filter((one) => !/status of 40[14]/.test(one)),
    [],
  );
  await context.close();
});

test('support asks a tenant, sees its own request wait, and gives it up; of tenants it sees no list', async () => {
  const { page, context } = await enter(support);
  await page.getByText('You have asked no tenant yet.').waitFor();
  await page.getByRole('button', { name: 'Ask a tenant' }).click();
  await sayWhy(page, 'Ask', { Tenant: 'demo', Hours: '1' });
  await page.getByText('Waiting for an answer').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Tenants' }).count(), 0);
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
  await page.getByText('Ended', { exact: true }).waitFor();
  await context.close();
});

test('the token is in no cookie and no storage, a wrong one opens nothing, and a reload forgets the right one', async () => {
  const { page, context } = await enter(root);
  assert.deepEqual(await context.cookies(), []);
  const stored = await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
  assert.ok(!stored.includes(root));
  await page.reload();
  await page.getByRole('heading', { name: 'The operator’s door' }).waitFor();
  assert.deepEqual(await accessibilityGaps(page), []);
  await page.getByLabel('Operator token').fill('gmo_nothing');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByRole('navigation').count(), 0);
  await context.close();
});
