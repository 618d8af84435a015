/**
 * A copy of the sources in a folder of its own, in which a line can be changed and a test run, as if somebody had made that
 * change. What is installed is linked; the workspace's own rooms are the copy's.
 */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const rooms = ['core', 'infra', 'apps', 'tests'];

export interface SourceCopy {
  /** Replaces a text that stands exactly once in a file. @returns what undoes it @throws when it stands not once */
  patch(file: string, from: string, to: string): () => void;
  run(file: string, names: readonly string[], timeoutMs: number): Promise<TestRun>;
  close(): void;
}

export interface TestRun {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly output: string;
}

export function copySources(): SourceCopy {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-sources-'));
  const filter = (from: string): boolean => !['node_modules', 'dist'].includes(basename(from));
  for (const room of rooms) cpSync(join(root, room), join(folder, room), { recursive: true, filter });
  for (const file of ['package.json', 'tsconfig.json', 'docs'])
    cpSync(join(root, file), join(folder, file), { recursive: true });
  linkInstalled(folder);
  const restore: (() => void)[] = [];
  return {
    patch: (file, from, to) => {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const times = before.split(from).length - 1;
      if (times !== 1) throw new Error(`${file} has this ${String(times)} times, and not once:\n${from}`);
      writeFileSync(
        path,
        before.replace(from, () => to),
      );
      const undo = (): void => {
        writeFileSync(path, before);
      };
      restore.push(undo);
      return undo;
    },
    run: (file, names, timeoutMs) => runTests(folder, file, names, timeoutMs),
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything but the workspace's own rooms is where it is; those are named by links that lead into the copy. */
function linkInstalled(folder: string): void {
  const from = join(root, 'node_modules');
  mkdirSync(join(folder, 'node_modules', '@gamut'), { recursive: true });
  for (const name of readdirSync(from))
    if (name !== '@gamut') symlinkSync(join(from, name), join(folder, 'node_modules', name));
  for (const name of readdirSync(join(from, '@gamut')))
    symlinkSync(readlinkSync(join(from, '@gamut', name)), join(folder, 'node_modules', '@gamut', name));
  for (const group of ['core', 'infra', 'apps'])
    for (const room of readdirSync(join(root, group)))
      for (const made of ['node_modules', 'dist']) {
        const path = join(root, group, room, made);
        if (existsSync(path)) symlinkSync(path, join(folder, group, room, made));
      }
}

const literally = (text: string): string => text.replaceAll(/[()?+[\]{}^$|\\]/g, '\\$&');

function runTests(
  folder: string,
  file: string,
  names: readonly string[],
  timeoutMs: number,
): Promise<TestRun> {
  const patterns = names.map((name) => `--test-name-pattern=${literally(name)}`);
  // a runner inside a runner would report to the outer one and print nothing
  const env = {
    ...process.env,
    NODE_TEST_CONTEXT: undefined,
    GAMUT_TEST_LONG: '',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  const child = spawn(process.execPath, ['--test-reporter=tap', ...patterns, file], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  return new Promise((resolve) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', () => {
      clearTimeout(timer);
      const named = (verdict: string): string[] =>
        [...output.matchAll(new RegExp(`^ *${verdict} \\d+ - (.*)$`, 'gm'))]
          .map(([, name]) => String(name))
          .filter((name) => !/# SKIP/.test(name));
      resolve({ passed: named('ok'), failed: named('not ok'), output });
    });
  });
}
