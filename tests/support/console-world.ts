/** The whole stack and a browser, for journeys through the console: people sign in, dialogs are ended, pages are held to be sound. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import {
  accessibilityGaps,
  callOnce,
  makeSomeOfEach,
  openConsole,
  sidewaysScroll,
  type ConsoleOptions,
  type ConsolePage,
} from './console-page.ts';
import type { ToolResult } from './mcp-agent.ts';
import { startStackAndBrowser } from './stack-and-browser.ts';
import type { Stack } from './stack.ts';

/** People of the demo. */
export const ciso = 'ciso@meridian.example';
export const operator = 'risk@meridian.example';
export const viewer = 'viewer@meridian.example';

export interface ConsoleWorld {
  readonly stack: Stack;
  readonly browser: Browser;
  /** The console of this person. */
  open(email: string, options?: ConsoleOptions): Promise<ConsolePage>;
  call(agent: string, tool: string, args: Readonly<Record<string, unknown>>): Promise<ToolResult>;
  close(): Promise<void>;
}

export async function startConsole(): Promise<ConsoleWorld> {
  const [stack, browser] = await startStackAndBrowser();
  await makeSomeOfEach(stack);
  return {
    ...{ stack, browser },
    open: (email, options) => openConsole(browser, stack, email, options),
    call: (agent, tool, args) => callOnce(stack, agent, tool, args),
    async close() {
      await browser.close();
      await stack.stop();
    },
  };
}

/** Nothing that keeps somebody from it, and nothing beyond its edge. */
export async function assertSound(page: Page): Promise<void> {
  assert.deepEqual(await accessibilityGaps(page), []);
  assert.equal(await sidewaysScroll(page), 0);
}

/** Presses what ends the dialog, and waits until the server has said yes. */
export async function endDialog(page: Page, act: string, reason?: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  if (reason !== undefined) await dialog.getByLabel(/kept in the journal/).fill(reason);
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
