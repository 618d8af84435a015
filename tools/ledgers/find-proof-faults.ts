/**
 * What a ledger points at must be there: a test by its file and its name as it stands in the source (a generated name with its
 * placeholder), a configuration by its file and the words in it. A name that is gone takes its row with it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestProof {
  readonly file: string;
  readonly name: string;
}

export interface ConfigurationProof {
  readonly file: string;
  /** Words that must stand in the file. */
  readonly says: string;
}

const call = /\btest\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)\s*,/g;

/** Names of the tests that stand in this source, with `${…}` as written. */
export function testNamesIn(source: string): string[] {
  return [...source.matchAll(call)].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replaceAll(/\\(['"`])/g, '$1'),
  );
}

export class ProofFinder {
  readonly #root: string;
  readonly #sources = new Map<string, string | undefined>();

  constructor(root: string) {
    this.#root = root;
  }

  /** @returns one line for each test that is not there */
  findTestFaults(tests: readonly TestProof[]): string[] {
    return tests.flatMap(({ file, name }) => {
      const source = this.#read(file);
      if (source === undefined) return [`the file ${file} is gone`];
      return testNamesIn(source).includes(name) ? [] : [`${file} has no test “${name}”`];
    });
  }

  /** @returns one line for each configuration that does not say so */
  findConfigurationFaults(proofs: readonly ConfigurationProof[]): string[] {
    return proofs.flatMap(({ file, says }) => {
      const source = this.#read(file);
      if (source === undefined) return [`the file ${file} is gone`];
      return says.length >= 4 && source.includes(says) ? [] : [`${file} does not say “${says}”`];
    });
  }

  #read(file: string): string | undefined {
    if (!this.#sources.has(file)) {
      const path = join(this.#root, file);
      this.#sources.set(file, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    }
    return this.#sources.get(file);
  }
}

/** Whether a text is a sentence that somebody could judge: words, and an end. */
export function isSentence(text: string): boolean {
  return text.length >= 30 && text.trim().split(/\s+/).length >= 6 && /[.!?]$/.test(text.trim());
}
