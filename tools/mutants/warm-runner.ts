/**
 * Stryker's runner for `node:test` in a warm process: a mutant costs the milliseconds of the tests that reach it, not the start
 * of a process per test file. It counts a mutant as killed only when a test fails with it and passes without it right after;
 * one that survives is tried again in a world that no mutant has touched before. What hangs is killed with its process by Stryker.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { MutantCoverage, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import * as api from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { collectedIn, runCollected, type CollectedTest } from './collect-tests.ts';
import { notesPath, openFreshWorld } from './fresh-world.ts';

/** Stryker's switch, which the instrumented code reads. */
interface Switch {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage | undefined;
}

interface Notes {
  readonly tests: Record<string, { file: string; ms: number }>;
  readonly reaches: Record<string, string[]>;
}

interface Failure {
  readonly id: string;
  readonly file: string;
  readonly message: string;
}

interface Attempt {
  readonly ran: number;
  readonly failure?: Failure;
}

/** What is quick enough to be run twice for each mutant that survives. */
const quickMs = 100;
/** What loading a file may cost beside its tests. */
const loadMs = 50;

const stryker: Switch = ((globalThis as { __stryker__?: Switch }).__stryker__ ??= {});

export class WarmRunner implements api.TestRunner {
  static inject = tokens(commonTokens.options);
  private readonly folder = process.cwd();
  private readonly world = openFreshWorld(this.folder);
  private readonly testFiles: string[];
  private readonly failed = new Map<string, number>();
  private notes: Notes | undefined;
  /** Whether a mutant was active in this world. */
  private touched = false;

  constructor(options: Pick<StrykerOptions, string>) {
    this.testFiles = globSync(options['warmTests'] as string[], { cwd: this.folder }).sort();
    // the same tries each time, and the first failure is enough: what it shrinks to says nothing here
    process.env['GAMUT_TEST_MUTANTS'] = '1';
    process.env['GAMUT_TEST_SEED'] = '1';
    fc.configureGlobal({ seed: 1, endOnFailure: true });
  }

  capabilities(): api.TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  /** Without what each test reached, every mutant is tried in a world of its own with all of them. */
  async dryRun({ coverageAnalysis }: Partial<api.DryRunOptions> = {}): Promise<api.DryRunResult> {
    const results: api.TestResult[] = [];
    for (const file of this.testFiles) await this.world.load(file);
    for (const one of this.testFiles.flatMap((file) => collectedIn(file))) {
      stryker.currentTestId = one.id;
      const { failure, ms } = await timed(one);
      const said = { id: one.id, name: one.name, fileName: one.file, timeSpentMs: ms };
      if (failure === undefined) results.push({ ...said, status: api.TestStatus.Success });
      else results.push({ ...said, status: api.TestStatus.Failed, failureMessage: failure.message });
    }
    stryker.currentTestId = undefined;
    this.keepNotes(results);
    const complete = { status: api.DryRunStatus.Complete, tests: results } as const;
    if (coverageAnalysis === 'off') return complete;
    return { ...complete, mutantCoverage: stryker.mutantCoverage ?? { static: {}, perTest: {} } };
  }

  async mutantRun(options: api.MutantRunOptions): Promise<api.MutantRunResult> {
    const isStatic = options.mutantActivation === 'static';
    if (isStatic) this.leave();
    const fresh = !this.touched;
    const result = await this.judge(await this.tryOnce(options, isStatic), options, isStatic);
    if (result.status !== api.MutantRunStatus.Survived) return result;
    this.leave();
    if (fresh) return result;
    // what an earlier run left in a cache may have hidden it
    return this.judge(await this.tryOnce(options, isStatic, quickMs), options, isStatic);
  }

  /** The tests that reach the mutant, the quick ones first, until one fails. */
  private async tryOnce(
    options: api.MutantRunOptions,
    isStatic: boolean,
    msMax = Infinity,
  ): Promise<Attempt> {
    const { activeMutant, hitLimit, testFilter } = options;
    const files = this.filesFor(options);
    if (!isStatic) for (const file of files) await this.world.load(file);
    Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    this.touched = true;
    try {
      if (testFilter === undefined) return await this.fileByFile(files, activeMutant.fileName);
      const wanted = new Set(testFilter);
      const tests = files.flatMap((file) => collectedIn(file)).filter(({ id }) => wanted.has(id));
      if (tests.length !== wanted.size) throw new Error('a test of the first run is missing');
      const quick = tests.filter(({ id }) => this.msOf(id) <= msMax);
      return await this.firstFailure(this.inOrder(quick, activeMutant.fileName));
    } finally {
      stryker.activeMutant = undefined;
    }
  }

  /** One file is loaded and run after the other, so that what an early one notices saves the loading of the rest. */
  private async fileByFile(files: readonly string[], mutated: string): Promise<Attempt> {
    const cost = (file: string): number => {
      const tests = Object.entries(this.readNotes().tests).filter(([, test]) => test.file === file);
      const noticed = tests.reduce((sum, [id]) => sum + (this.failed.get(id) ?? 0), 0);
      return tests.reduce((sum, [, { ms }]) => sum + ms, loadMs) / (1 + noticed) / besides(file, mutated);
    };
    const costs = new Map(files.map((file) => [file, cost(file)]));
    let ran = 0;
    for (const file of files.toSorted((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0))) {
      const unloaded = await this.loadFailure(file);
      if (unloaded !== undefined) return { ran: ran + 1, failure: unloaded };
      const attempt = await this.firstFailure(this.inOrder(collectedIn(file), mutated));
      ran += attempt.ran;
      if (attempt.failure !== undefined) return { ...attempt, ran };
    }
    return { ran };
  }

  private async firstFailure(tests: readonly CollectedTest[]): Promise<Attempt> {
    let ran = 0;
    for (const one of tests) {
      ran++;
      const { failure } = await timed(one);
      if (failure !== undefined || this.hitTooOften()) {
        this.failed.set(one.id, (this.failed.get(one.id) ?? 0) + 1);
        return { ran, failure: failure ?? { id: one.id, file: one.file, message: 'hit limit' } };
      }
    }
    return { ran };
  }

  /** The tests beside the code and those that often noticed something come first, then the quick ones. */
  private inOrder(tests: readonly CollectedTest[], mutated: string): CollectedTest[] {
    const cost = ({ id, file }: CollectedTest): number =>
      this.msOf(id) / (1 + (this.failed.get(id) ?? 0)) / besides(file, mutated);
    const costs = new Map(tests.map((one) => [one, cost(one)]));
    return tests.toSorted((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0));
  }

  private msOf(id: string): number {
    return this.readNotes().tests[id]?.ms ?? 0;
  }

  /** @throws Error where the failing test fails without the mutant too: Stryker tries once more in a new process */
  private async judge(
    attempt: Attempt,
    options: api.MutantRunOptions,
    isStatic: boolean,
    retried = false,
  ): Promise<api.MutantRunResult> {
    const { ran, failure } = attempt;
    if (failure === undefined) return { status: api.MutantRunStatus.Survived, nrOfTests: ran };
    if (this.hitTooOften()) {
      this.leave();
      return { status: api.MutantRunStatus.Timeout, reason: `Hit limit ${stryker.hitLimit} reached` };
    }
    if (isStatic || retried) this.leave();
    const without = await this.failsWithout(failure);
    if (without === undefined) {
      const { id, message } = failure;
      return { status: api.MutantRunStatus.Killed, killedBy: [id], failureMessage: message, nrOfTests: ran };
    }
    // this mutant or an earlier one is still at work in a cache, or the test is fickle
    this.leave();
    if (retried) throw new Error(`"${failure.id}" fails without a mutant: ${without}`);
    return this.judge(await this.tryOnce(options, isStatic), options, isStatic, true);
  }

  private async failsWithout({ id, file }: Failure): Promise<string | undefined> {
    Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    await this.world.load(file);
    const one = collectedIn(file).find((each) => each.id === id);
    // it failed while the file was loaded, which has just gone well
    if (one === undefined) return undefined;
    return (await timed(one)).failure?.message;
  }

  private async loadFailure(file: string): Promise<Failure | undefined> {
    try {
      await this.world.load(file);
      return undefined;
    } catch (error) {
      return { id: file, file, message: `${file} is not loaded: ${sayError(error)}` };
    }
  }

  /** A static mutant is tried by the tests whose files import its file, in the end: no other can notice it. */
  private filesFor({ testFilter, sandboxFileName }: api.MutantRunOptions): string[] {
    const { tests, reaches } = this.readNotes();
    if (testFilter) return [...new Set(testFilter.map((id) => tests[id]?.file ?? this.unknown(id)))].sort();
    const mutated = relative(this.folder, sandboxFileName);
    return this.testFiles.filter((file) => reaches[file]?.includes(mutated));
  }

  private unknown(id: string): never {
    throw new Error(`the first run had no test "${id}"`);
  }

  private leave(): void {
    this.world.leave();
    this.touched = false;
  }

  private hitTooOften(): boolean {
    const { hitCount, hitLimit } = stryker;
    return hitLimit !== undefined && hitCount !== undefined && hitCount > hitLimit;
  }

  private keepNotes(results: readonly api.TestResult[]): void {
    const tests = results.map(({ id, fileName = '', timeSpentMs }) => [
      id,
      { file: fileName, ms: timeSpentMs },
    ]);
    const reaches = this.testFiles.map((file) => [file, this.world.reaches(file)]);
    const notes = { tests: Object.fromEntries(tests), reaches: Object.fromEntries(reaches) };
    writeFileSync(notesPath(this.folder), JSON.stringify(notes));
  }

  private readNotes(): Notes {
    return (this.notes ??= JSON.parse(readFileSync(notesPath(this.folder), 'utf8')) as Notes);
  }
}

async function timed(one: CollectedTest): Promise<{ failure?: Failure; ms: number }> {
  const started = performance.now();
  try {
    await runCollected(one);
    return { ms: performance.now() - started };
  } catch (error) {
    const failure = { id: one.id, file: one.file, message: sayError(error) };
    return { failure, ms: performance.now() - started };
  }
}

/** How much sooner the tests beside the code are tried than others. */
function besides(testFile: string, mutated: string): number {
  return mutated.replace(/\.ts$/, '.test.ts').endsWith(testFile) ? 20 : 1;
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'warm', WarmRunner)];

export const strykerValidationSchema = {
  properties: { warmTests: { type: 'array', items: { type: 'string' } } },
};
