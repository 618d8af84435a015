/**
 * Reads the decision cases (YAML, one file per control) and runs each: the demo tenant's facts with what the case
 * changes, one call, and the decision that must come of it. Used by the test of the decision, by property tests and by
 * the bench.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import type { Decision } from '@gamut/protocol/decision';
import type { TenantFacts } from '@gamut/protocol/facts';
import type { LearnedRecipient } from '@gamut/protocol/learned-origin';
import type { TransactionCount } from '@gamut/protocol/transaction-limit';
import { decide, type FoundApproval } from '../src/decide.ts';
import { indexFacts } from '../src/indexed-facts.ts';
import { resolveAction } from '../src/resolve-action.ts';

export interface DecisionCase {
  readonly file: string;
  readonly name: string;
  /** Path into the facts → new value. A step is a member, or the id or name of a row; `-` appends a row. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly agent: string;
  readonly tool: string;
  readonly arguments: unknown;
  /** Arguments that are a text of so many letters; they stand among the others once the case is read. */
  readonly longTexts?: Readonly<Record<string, number>>;
  readonly usage?: { readonly agentCalls?: number; readonly toolCalls?: number };
  /** What platform counted in the running windows. */
  readonly transactions?: readonly TransactionCount[];
  /** Recipients of the call that an untrusted answer taught. */
  readonly learned?: readonly LearnedRecipient[];
  readonly approval?: {
    readonly status: string;
    readonly reasonCodes: string[];
    readonly expiresAt?: string;
    readonly note?: string;
  };
  readonly kind: string;
  readonly reasons: readonly string[];
  /** For whoever reads the case: why this and nothing else must come of it. */
  readonly why: string;
}

/** What a test makes up by itself needs no explanation but the test's own. */
export type MadeUpCase = Omit<DecisionCase, 'why'>;

export const caseNowMs = Date.parse('2026-11-22T12:00:00Z');

let demoText: string | undefined;

/** A deep copy of its own each time: rows of the YAML share nested values, and a case changes only its own. */
export function readDemoFacts(): TenantFacts {
  demoText ??= JSON.stringify(
    parse(readFileSync(new URL('demo-facts.yaml', import.meta.url), 'utf8'), {
      merge: true,
    }),
  );
  return JSON.parse(demoText) as TenantFacts;
}

export function readCases(): DecisionCase[] {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'demo-facts.yaml')
    .sort();
  return files.flatMap((file) =>
    (parse(readFileSync(new URL(file, folder), 'utf8'), { merge: true }) as Omit<DecisionCase, 'file'>[]).map(
      (row) => explained({ file, ...row, arguments: withLongTexts(row) }),
    ),
  );
}

function withLongTexts({ arguments: args, longTexts }: Omit<DecisionCase, 'file'>): unknown {
  if (longTexts === undefined) return args;
  const texts = Object.entries(longTexts).map(([name, chars]) => [name, 'x'.repeat(chars)]);
  return { ...(args as object), ...Object.fromEntries(texts) };
}

/** @throws Error for a case that does not say in a sentence why */
function explained(one: DecisionCase): DecisionCase {
  const said: unknown = one.why;
  if (typeof said === 'string' && /^\S.{10,}\.$/.test(said)) return one;
  throw new Error(`${one.file}: "${one.name}" does not say why, in a sentence`);
}

/** The demo tenant's facts with what the case changes. */
export function caseFacts(one: MadeUpCase): TenantFacts {
  const facts = readDemoFacts();
  for (const [path, value] of Object.entries(one.given ?? {})) setFact(facts, path.split('/'), value);
  return facts;
}

export function runCase(one: MadeUpCase, facts: TenantFacts = caseFacts(one)): Decision {
  const indexed = indexFacts(facts);
  const resolved = resolveAction(indexed, { agentId: one.agent, tool: one.tool, arguments: one.arguments });
  const usage = { agentCalls: one.usage?.agentCalls ?? 0, toolCalls: one.usage?.toolCalls ?? 0 };
  const { transactions, learned } = one;
  return decide(indexed, {
    resolved,
    nowMs: caseNowMs,
    usage,
    approval: approvalOf(one),
    transactions,
    learned,
  });
}

export function approvalOf(one: MadeUpCase): FoundApproval {
  if (one.approval === undefined) return null;
  const { status, reasonCodes, expiresAt = '2026-11-22T13:00:00Z', note = null } = one.approval;
  return {
    id: 'apr_1',
    status: status as 'approved',
    reasonCodes,
    expiresAt,
    decidedBy: 'Risk Officer',
    note,
  };
}

function setFact(holder: unknown, path: readonly string[], value: unknown): void {
  const [step, ...rest] = path as [string, ...string[]];
  if (Array.isArray(holder)) {
    if (step === '-') return void holder.push(value);
    const rows = holder as { id?: string; name?: string }[];
    const at = /^\d+$/.test(step)
      ? Number(step)
      : rows.findIndex((row) => row.id === step || row.name === step);
    if (at < 0 || at >= rows.length) throw new Error(`no row ${step}`);
    if (rest.length > 0) setFact(rows[at], rest, value);
    else if (value === null) rows.splice(at, 1);
    else rows[at] = value as { id?: string };
    return;
  }
  const members = holder as Record<string, unknown>;
  if (!Object.hasOwn(members, step) && !mayBeAbsent.has(step)) throw new Error(`no member ${step}`);
  if (rest.length > 0) setFact(members[step], rest, value);
  else members[step] = value;
}

/** Members that facts need not have. */
const mayBeAbsent = new Set([
  'accessMatrix',
  'accessMatrixRequired',
  'dataDomains',
  'amountCurrency',
  'breaker',
  'levelReason',
  'transactionLimits',
  'answerTrust',
  'recipientPointers',
  'tenantRules',
  'observePeriods',
  'toolsets',
  'toolsetGrants',
  'skills',
  'skillAssignments',
  'workflowPlans',
  'over',
]);
