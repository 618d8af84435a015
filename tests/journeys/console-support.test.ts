/**
 * Support access in a real Chromium against the real stack: support asks, the tenant sees why and lets them look, sees what was
 * looked at, and ends it; the next request is refused.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { accessibilityGaps, openConsole, visit } from '../support/console-page.ts';
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

async function operate(bearer: string, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${stack.platform}/operator/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  assert.equal(answer.status, 201, text);
  return JSON.parse(text) as Record<string, unknown>;
}

test('the tenant sees who of support asks and why, lets them look, sees what they read, and ends it', async () => {
  const root = (await readFile(join(stack.home, 'keys', 'operator', 'GAMUT_OPERATOR_TOKEN'), 'utf8')).trim();
  const made = await operate(root, 'operators', {
    name: 'Support One',
    email: 'support@gamut.example',
    role: 'platform_support',
    expiresInDays: 1,
  });
  const token = String(made['token']);
  const reason = 'Ticket 4711: the overview is empty.';
  const asked = await operate(token, 'support-requests', {
    tenant: 'demo',
    reason,
    hours: 2,
    role: 'advanced',
  });

  const { page, context, complaints } = await openConsole(browser, stack, 'ciso@meridian.example');
  await visit(page, '/support');
  assert.deepEqual(await accessibilityGaps(page), []);
  await page.getByRole('link', { name: 'Support One' }).click();
  await page.getByText(reason).waitFor();
  await page.getByText('Nothing was looked at.').waitFor();
  await page.getByRole('button', { name: 'Let them look' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('They may look at the overview.');
  await dialog.getByRole('button', { name: 'Let them look' }).click();
  // the dialog goes when the server has answered
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('May look', { exact: true }).first().waitFor();

  const opened = await operate(token, `support-requests/${String(asked['id'])}/open`, {});
  const look = async (): Promise<number> =>
    (
      await fetch(`${stack.platform}/v1/overview`, {
        headers: { authorization: `Bearer ${String(opened['token'])}` },
      })
    ).status;
  assert.equal(await look(), 200);
  await page.reload();
  await page.getByRole('row', { name: /overview/ }).waitFor();
  assert.deepEqual(await accessibilityGaps(page), []);
  await page.getByRole('button', { name: 'End it' }).click();
  await dialog.getByRole('textbox').fill('They have seen it.');
  await dialog.getByRole('button', { name: 'End it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Ended').first().waitFor();
  assert.equal(await look(), 401);
  assert.deepEqual(complaints, []);
  await context.close();
});
