/**
 * The promise ledger (docs/promises.json): each sentence of the public security page, how it is kept, which tests fail when it
 * isn't, which live check asks for it, or what is missing. A sentence is kept whole or it is open.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSentence, type ProofFinder, type TestProof } from './find-proof-faults.ts';
import { splitPromises } from './split-promises.ts';

export interface Promised {
  readonly sentence: string;
  /** Of the sentence's UTF-8 text. */
  readonly sha256: string;
  readonly state: 'kept' | 'open';
  readonly mechanism: string;
  readonly tests: readonly TestProof[];
  /** Names of live checks (Prove › Security); null where nothing can be asked while it runs. */
  readonly live: readonly string[] | null;
  /** What an open sentence lacks; null for one that is kept. */
  readonly missing: string | null;
}

export function readPromises(root: string): Promised[] {
  return JSON.parse(readFileSync(join(root, 'docs', 'promises.json'), 'utf8')) as Promised[];
}

/** The page itself lies beside the project and not in it: where it is there, the ledger is compared with it. */
export function readPage(root: string): string[] | undefined {
  const path = join(root, '..', 'shared', 'design', 'promises.txt');
  return existsSync(path) ? splitPromises(readFileSync(path, 'utf8')) : undefined;
}

export async function sha256OfText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex');
}

/** @returns one line for each fault */
export async function findPromiseFaults(
  promises: readonly Promised[],
  liveChecks: readonly string[],
  finder: ProofFinder,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [i, promised] of promises.entries()) {
    const fault = (text: string): void => void faults.push(`sentence ${String(i + 1)}: ${text}`);
    if ((await sha256OfText(promised.sentence)) !== promised.sha256) fault('its text is not what was hashed');
    if (!isSentence(promised.mechanism)) fault('says not how it is kept, in a sentence');
    if (promised.state === 'kept' && promised.tests.length === 0) fault('is called kept and names no test');
    if (promised.state === 'kept' && promised.missing !== null)
      fault('is called kept and says what it lacks');
    if (promised.state === 'open' && !isSentence(promised.missing ?? ''))
      fault('is open and says not what is missing, in a sentence');
    for (const text of finder.findTestFaults(promised.tests)) fault(text);
    for (const name of promised.live ?? [])
      if (!liveChecks.includes(name)) fault(`names the live check ${name}, which is not there`);
  }
  return faults;
}

/** @returns the sentences of the page that the ledger lacks, and those of the ledger that the page lacks */
export function comparePromises(promises: readonly Promised[], page: readonly string[]): string[] {
  const known = new Set(promises.map(({ sentence }) => sentence));
  return [
    ...page.filter((sentence) => !known.has(sentence)).map((sentence) => `not in the ledger: ${sentence}`),
    ...[...known]
      .filter((sentence) => !page.includes(sentence))
      .map((sentence) => `not on the page: ${sentence}`),
  ];
}
