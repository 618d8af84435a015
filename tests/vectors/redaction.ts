/**
 * The rule snapshots of secretlint and the plugin tests of detect-secrets, run against core/redaction. A row that names a
 * secret passes when every named range is touched by a hidden span; a row that is clean for its rule passes when none of
 * our detectors for that rule hides anything. What is out of scope, and where we hide more on purpose, stands in one
 * table with its reason; an entry of the table that no longer differs fails, so the table cannot rot.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Detector } from '@gamut/redaction/detector';
import { maskOnlyDetectors } from '@gamut/redaction/detectors/personal';
import { detectors } from '@gamut/redaction/redactor';
import type { Span } from '@gamut/redaction/span';
import { differences, rulesOf } from './redaction-differences.ts';

export interface VectorResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: string[];
}

interface SecretlintRow {
  readonly rule: string;
  readonly case: string;
  readonly text: string;
  readonly messages: readonly { readonly range: readonly [number, number] }[];
}

interface DetectSecretsRow {
  readonly plugin: string;
  readonly test: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const all: readonly Detector[] = [...detectors, ...maskOnlyDetectors];

export async function run(vectorsDir: string): Promise<VectorResult> {
  const read = async <T>(name: string): Promise<T[]> =>
    JSON.parse(await readFile(join(vectorsDir, name), 'utf8')) as T[];
  const secretlint = await read<SecretlintRow>('redaction-secretlint.json');
  const detectSecrets = await read<DetectSecretsRow>('redaction-detect-secrets.json');
  const score = { passed: 0, failed: [] as string[], used: new Set<string>() };
  for (const row of secretlint)
    judge(score, `secretlint ${short(row.rule)} ${row.case}`, secretlintHolds(row));
  detectSecrets.forEach((row, i) =>
    judge(score, `detect-secrets ${row.plugin} ${row.test} ${i}`, detectSecretsHolds(row)),
  );
  for (const name of Object.keys(differences)) {
    if (!score.used.has(name)) score.failed.push(`${name}: listed as different, and it is not`);
  }
  const listed = score.used.size;
  const name = `redaction: ${secretlint.length + detectSecrets.length} rows, ${listed} differ on purpose or are out of scope`;
  return { name, passed: score.passed, failed: score.failed };
}

function judge(
  score: { passed: number; failed: string[]; used: Set<string> },
  name: string,
  holds: boolean,
): void {
  if (holds) score.passed++;
  else if (Object.hasOwn(differences, name)) score.used.add(name);
  else score.failed.push(name);
}

function short(rule: string): string {
  return rule.replace('secretlint-rule-', '');
}

/** A rule without an entry would make its clean rows pass by looking for nothing. */
function ruleOf(rule: string): readonly string[] {
  const names = rulesOf[rule];
  if (names === undefined) throw new Error(`no detectors are named for the rule ${rule}`);
  return names;
}

function spansOf(text: string, names?: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const detector of all)
    if (names === undefined || names.includes(detector.name)) detector.find(text, spans);
  return spans;
}

function secretlintHolds(row: SecretlintRow): boolean {
  const rule = ruleOf(short(row.rule));
  if (row.messages.length === 0) return spansOf(row.text, rule).length === 0;
  const spans = spansOf(row.text);
  return row.messages.every(({ range: [start, end] }) =>
    spans.some((span) => span.start < end && span.end > start),
  );
}

function detectSecretsHolds(row: DetectSecretsRow): boolean {
  const { payload, line, file_content: content, should_flag: flagged = true } = row.args;
  const text = payload ?? line ?? content;
  if (typeof text !== 'string') return false;
  return flagged === true ? spansOf(text).length > 0 : spansOf(text, ruleOf(row.plugin)).length === 0;
}
