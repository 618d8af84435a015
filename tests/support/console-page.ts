/** The console in a real browser, signed in as a person of the demo, with what the page complained about. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { listenForComplaints, openContext } from './browser.ts';
import { connectAgent, type ToolResult } from './mcp-agent.ts';
import type { Stack } from './stack.ts';

export interface ConsolePage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors, console errors and policy refusals so far. */
  readonly complaints: readonly string[];
}

export interface ConsoleOptions {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
}

/** Mints a one-time link for the person, follows it, and waits for the console. */
export async function openConsole(
  browser: Browser,
  stack: Stack,
  email: string,
  options: ConsoleOptions = {},
): Promise<ConsolePage> {
  const person = (await stack.credentials()).people.find((one) => one.email === email);
  if (person === undefined) throw new Error(`the demo has no person ${email}`);
  const context = await openContext(browser, {
    colorScheme: options.theme ?? 'light',
    viewport: { width: options.width ?? 1440, height: 900 },
  });
  const page = await context.newPage();
  const complaints = listenForComplaints(page);
  await page.goto(person.signIn);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, context, complaints };
}

/** Opens a path of the console and waits until its heading is there and nothing is being read any more. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await page.locator('body:has(h1):not(:has(.loading))').waitFor();
}

/** What the page says that it could not read. A console that is opened faster than a person can is refused for its pace. */
export const refusalsOn = (page: Page): Promise<string[]> =>
  page.locator('main .note-block[role=alert]').allInnerTexts();

const ofColour = ['color-contrast', 'link-in-text-block'];

/** The gaps of the other theme that are not of this one too: only colours differ. */
export async function colourGaps(page: Page): Promise<string[]> {
  return gapsFound(page, { type: 'rule', values: ofColour });
}

/** Violations of WCAG 2.2 A and AA on the page as it stands, as lines that name rule and element. */
export async function accessibilityGaps(page: Page): Promise<string[]> {
  return gapsFound(page, { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
}

const fromAxe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const axeSource = readFileSync(fromAxe.resolve('axe-core/axe.min.js'), 'utf8');

/** A page is handed axe once, and not at each question anew; nothing is told of what has no gap. */
async function gapsFound(page: Page, runOnly: { type: 'rule' | 'tag'; values: string[] }): Promise<string[]> {
  if (!(await page.evaluate<boolean>("typeof window.axe === 'object'")))
    await page.evaluate(`${axeSource};undefined`);
  const axe = new AxeBuilder({ page, axeSource: 'undefined' }).setLegacyMode(true);
  const { violations } = await axe.options({ runOnly, resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} (${failureSummary ?? ''})`),
  );
}

/** Pixels that the page is wider than its window. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** One call for each kind of decision, so that every page has something to show. */
const someOfEach: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['report-reader', 'filesystem_list_directory', { path: '.' }],
  ['report-reader', 'filesystem_write_file', { path: 'reports/no.md', content: 'x' }],
  ['broker-copilot', 'filesystem_write_file', { path: 'drafts/other.md', content: 'x' }],
  ['claims-triage', 'filesystem_write_file', { path: 'open/note.md', content: 'seen' }],
  ['claims-triage', 'filesystem_read_text_file', { path: 'personal/claimants.csv' }],
  ['fraud-scorer', 'filesystem_write_file', { path: 'open/score.md', content: 'x' }],
  ['dormant', 'filesystem_list_directory', { path: '.' }],
];

export async function callOnce(
  stack: Stack,
  agent: string,
  tool: string,
  args: Record<string, unknown>,
  token?: string,
): Promise<ToolResult> {
  const client = await connectAgent(stack.gateway, token ?? stack.agentToken(agent), '2026-07-28');
  try {
    return await client.call(tool, args);
  } finally {
    await client.close();
  }
}

/** One question of an agent that does nothing (AuthZEN). @param id that it asks about; only its own is answered */
async function askOnce(stack: Stack, agent: string, id: string, tool: string): Promise<void> {
  const asked = await fetch(`${stack.gateway}/access/v1/evaluation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.agentToken(agent)}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      subject: { type: 'agent', id },
      action: { name: 'call', properties: { arguments: { path: '.' } } },
      resource: { type: 'tool', id: tool },
    }),
  });
  assert.equal(asked.status, 200, await asked.text());
}

/** Lets the demo's agents make one call for each kind of decision, and one question. */
export async function makeSomeOfEach(stack: Stack): Promise<void> {
  for (const [agent, tool, args] of someOfEach) await callOnce(stack, agent, tool, args);
  await askOnce(stack, 'report-reader', 'agt_00000000000000000000000000', 'filesystem_list_directory');
}

const agentViews = [
  'access',
  'observe',
  'credentials',
  'behaviour',
  'promotion',
  'conformance',
  'record',
  'decisions',
];

/** Every address of the console: all lists and forms, and one record of each kind that the lists lead to. */
export async function everyPath(page: Page): Promise<string[]> {
  const firstLink = async (list: string, pattern: RegExp): Promise<string> => {
    await visit(page, list);
    const links = await page.locator('main a').all();
    const hrefs = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
    const found = hrefs.find((href) => pattern.test(href));
    assert.ok(found, `${list} leads to no record`);
    return found;
  };
  const agent = await firstLink('/agents', /^\/agents\/agt_/);
  const details = [
    agent,
    ...agentViews.map((view) => `${agent}?view=${view}`),
    await firstLink('/approvals?status=all', /^\/approvals\/apr_/),
    await firstLink('/decisions?filter=decision:block', /^\/decisions\/dec_/),
    await firstLink('/decisions?filter=decision:allow', /^\/decisions\/dec_/),
    await firstLink('/questions', /^\/questions\/dec_/),
    await firstLink('/connectors', /^\/connectors\/con_/),
    await firstLink('/people', /^\/people\/usr_/),
  ];
  const lists = [
    '/',
    '/agents',
    '/agents/new',
    '/approvals',
    '/approvals?view=mine',
    '/approvals/lent',
    '/approvals/emergencies',
    '/decisions',
    '/questions',
    '/questions?agent=agt_00000000000000000000000000',
    '/in-doubt',
    '/in-doubt?view=all',
    '/notices',
    '/notices?view=all',
    '/connectors',
    '/tools',
    '/gates',
    '/rules',
    '/rules/new',
    '/plans',
    '/plans?view=skills',
    '/plans?view=toolsets',
    '/access-matrix',
    '/simulations',
    '/simulations?view=states',
    '/data-flows',
    '/behaviour',
    '/behaviour?view=all',
    '/promotions',
    '/promotions?view=thresholds',
    '/red-team-tests',
    '/playbooks',
    '/incidents',
    '/kill-switches',
    '/journal',
    '/journal/audit',
    '/journal/decisions/1',
    '/audit-log',
    '/security',
    '/people',
    '/roles',
    '/tokens',
    '/integrations',
    '/support',
    '/plan',
    '/account',
    '/connect',
    '/help',
    '/help/security',
    '/nowhere',
  ];
  return [...lists, ...details];
}
