/** Arguments of a command, strictly: an unknown flag, a flag without its value, a stray word are refused by name. */
import { parseArgs } from 'node:util';

export class UsageError extends Error {}

export interface FlagTable {
  readonly [name: string]: 'text' | 'switch';
}

export interface Parsed {
  readonly words: readonly string[];
  text(name: string): string | undefined;
  on(name: string): boolean;
}

/** @throws UsageError, which the program answers with exit code 2 */
export function parseArguments(args: readonly string[], flags: FlagTable, wordsMax: number): Parsed {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, kind]) => [
      name,
      { type: kind === 'text' ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length > wordsMax)
      throw new UsageError(`"${positionals[wordsMax] ?? ''}" is one word too many`);
    return {
      words: positionals,
      text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      on: (name) => values[name] === true,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'the arguments can not be read');
  }
}
