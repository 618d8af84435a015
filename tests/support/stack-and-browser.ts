/** The whole stack and a browser before it, for journeys. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startStack, type Stack } from './stack.ts';

/** One after the other: a browser that a start which failed left open would keep the tests from ending. */
export async function startStackAndBrowser(): Promise<[Stack, Browser]> {
  const stack = await startStack();
  return [stack, await launchBrowser()];
}
