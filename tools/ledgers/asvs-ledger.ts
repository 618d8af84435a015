/**
 * The ledger of OWASP ASVS 5.0 (docs/asvs.json): each requirement of levels 1 and 2, by its id, is mapped to exactly one of:
 * tests, configuration, or a reason. `open` says what the product lacks. The requirements' own texts are not copied.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isSentence,
  type ConfigurationProof,
  type ProofFinder,
  type TestProof,
} from './find-proof-faults.ts';

export interface AsvsRow {
  /** As ASVS numbers it: `6.2.1`. */
  readonly id: string;
  readonly level: 1 | 2;
  /** How it is met, or why not, in our words. */
  readonly says: string;
  readonly tests?: readonly TestProof[];
  readonly configuration?: readonly ConfigurationProof[];
  readonly reason?: 'not_applicable' | 'open';
}

export function readAsvs(root: string): AsvsRow[] {
  return JSON.parse(readFileSync(join(root, 'docs', 'asvs.json'), 'utf8')) as AsvsRow[];
}

/** The standard lies beside the project and not in it: where it is there, the ledger's ids are compared with it. */
export function readAsvsIds(root: string): Map<string, number> | undefined {
  const path = join(root, '..', 'shared', 'vectors', 'asvs-5.0.0.json');
  if (!existsSync(path)) return undefined;
  const { requirements } = JSON.parse(readFileSync(path, 'utf8')) as {
    requirements: readonly { req_id: string; L: string }[];
  };
  const asked = requirements.filter(({ L }) => L === '1' || L === '2');
  return new Map(asked.map(({ req_id: id, L }) => [id.replace(/^V/, ''), Number(L)]));
}

/** One text for the ids and their levels, so that a digest of it holds them still where the standard is not at hand. */
export function idsAsText(rows: readonly Pick<AsvsRow, 'id' | 'level'>[]): string {
  return rows.map(({ id, level }) => `${id} ${String(level)}\n`).join('');
}

/** @returns one line for each fault */
export function findAsvsFaults(rows: readonly AsvsRow[], finder: ProofFinder): string[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const { id, says, tests, configuration, reason } = row;
    const faults: string[] = [];
    if (seen.has(id)) faults.push('stands twice');
    seen.add(id);
    const kinds = [tests, configuration, reason].filter((kind) => kind !== undefined).length;
    if (kinds !== 1) faults.push('is mapped to none, or to more than one, of tests, configuration, reason');
    if (tests?.length === 0 || configuration?.length === 0) faults.push('names nothing');
    if (!isSentence(says)) faults.push('says nothing that could be judged, in a sentence');
    faults.push(
      ...finder.findTestFaults(tests ?? []),
      ...finder.findConfigurationFaults(configuration ?? []),
    );
    return faults.map((fault) => `${id}: ${fault}`);
  });
}

/** @returns ids of the standard that the ledger lacks or has with another level, and ids that the standard lacks */
export function compareIds(rows: readonly AsvsRow[], standard: ReadonlyMap<string, number>): string[] {
  const known = new Map(rows.map(({ id, level }) => [id, level]));
  return [
    ...[...standard].filter(([id, level]) => known.get(id) !== level).map(([id]) => `${id} is not mapped`),
    ...[...known.keys()].filter((id) => !standard.has(id)).map((id) => `${id} is no requirement`),
  ];
}
