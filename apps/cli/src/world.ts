/** What a command may touch of the outside: given in by main.ts, so that tests can stand in for it. */
import { fileURLToPath } from 'node:url';
import { homeAt, type Home } from './home.ts';

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: Home;
  /** Root of the repository that this launcher belongs to. */
  readonly repository: string;
  readonly workingFolder: string;
  /** Answers: what a script reads. */
  answer(text: string): void;
  /** Everything else. */
  say(line: string): void;
}

const repository = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

export function thisWorld(): World {
  // a closed terminal or pipe must not take the launcher down, and with it the order of its stop
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return {
    env: process.env,
    home: homeAt(process.env, repository, process.cwd()),
    repository,
    workingFolder: process.cwd(),
    answer: (text) => void process.stdout.write(`${text}\n`),
    say: (line) => void process.stderr.write(`${line}\n`),
  };
}
