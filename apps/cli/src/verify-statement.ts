/**
 * `gamut verify` of a signed statement (Prove › Security): whether the deployment's journal key signed exactly these bytes, and
 * what they say. That a statement verifies means that it was made, by that key, and not that what it found was good: it says so.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { sha256 } from '@gamut/crypto/hash';
import { verifyEd25519 } from '@gamut/crypto/sign';
import { parseVkey } from '@gamut/journal/signed-note';
import {
  isStatementOrigin,
  readStatement,
  statementBytesMax,
  verifyStatement,
} from '@gamut/journal/signed-statement';
import type { KeySource } from './verify-words.ts';

export interface StatementAsked {
  readonly key: string | undefined;
  readonly keySource: KeySource;
  readonly json: boolean;
}

export interface StatementAnswer {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

/** @returns undefined when the file's first line does not say that it is a statement */
export function readStatementFile(path: string): string | undefined {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(statementBytesMax + 1);
    const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0));
    return isStatementOrigin(text.split('\n', 1)[0] ?? '') ? text : undefined;
  } finally {
    closeSync(file);
  }
}

export async function verifyStatementText(note: string, asked: StatementAsked): Promise<StatementAnswer> {
  const document = (readStatement(note)?.document ?? {}) as Readonly<Record<string, unknown>>;
  const vkey = asked.key ?? (typeof document['key'] === 'string' ? document['key'] : '');
  const key = parseVkey('note', vkey, sha256);
  const verdict = key === undefined ? 'wrong_key' : await verifyStatement(note, key, verifyEd25519);
  const exitCode = verdict === 'verified' ? 0 : verdict === 'wrong_key' ? 2 : 1;
  if (asked.json) {
    const said = verdict === 'verified' ? document : null;
    return { exitCode, text: `${JSON.stringify({ verdict, exitCode, document: said }, null, 2)}\n` };
  }
  const lines = verdict === 'verified' ? [...wordKey(asked, vkey), ...wordDocument(document)] : [];
  return {
    exitCode,
    text: `${[...lines, `${outcomeWords[verdict]} (exit ${String(exitCode)})`].map(clean).join('\n')}\n`,
  };
}

const outcomeWords = {
  verified:
    'VERIFIED. The journal key signed exactly this statement; whether what it found is good stands above.',
  wrong_key: 'WRONG KEY. It is not signed by the key that you hold, or that key is none.',
  forged: 'BROKEN. It names the key and its signature does not verify: something in it was changed.',
  not_a_statement: 'BROKEN. It is not a statement as Gamut writes one.',
} as const;

function wordKey({ keySource }: StatementAsked, vkey: string): string[] {
  if (keySource.is === 'given') return ['Key: the one that you gave.', ''];
  if (keySource.is === 'pinned') return [`Key: the one pinned in ${keySource.path}.`, ''];
  return [
    'Key: NONE WAS GIVEN AND NONE IS PINNED. The file is judged by the key that it names itself,',
    `  ${vkey}`,
    '  so whoever made the file may have made the key. Compare it with the one that you were given: --key VKEY.',
    '',
  ];
}

const marks: Readonly<Record<string, string>> = { verified: '✓', failed: '✗' };

function wordDocument(document: Readonly<Record<string, unknown>>): string[] {
  const checks = Array.isArray(document['checks'])
    ? (document['checks'] as Readonly<Record<string, unknown>>[])
    : [];
  return [
    `Security checks of ${word(document['slug'])} (${word(document['tenant'])}) at ${word(document['at'])}: ${word(document['outcome'])}`,
    ...checks.map(
      ({ name, result, asked, detail }) =>
        `  ${marks[word(result)] ?? '–'} ${word(name)}: ${word(asked)} (${word(detail)})`,
    ),
    '',
  ];
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '?');

/** What stands in a hostile file must not steer the terminal that shows it. */
function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}
