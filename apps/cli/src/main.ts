/** `gamut`: one word chooses the command. Exit 0 done, 1 refused or failed, 2 misused (and what `verify` says of its file). */
import { AppError } from '@gamut/kernel/app-error';
import { UsageError } from './arguments.ts';
import { thisWorld, type World } from './world.ts';

type Command = (args: readonly string[], world: World) => Promise<number>;

/** Loaded when asked for: `help` need not read what `up` needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  up: async () => (await import('./commands/up.ts')).up,
  stop: async () => (await import('./commands/stop.ts')).stop,
  status: async () => (await import('./commands/status.ts')).status,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  demo: async () => (await import('./commands/demo.ts')).demo,
  tenant: async () => (await import('./commands/tenant.ts')).tenant,
  operator: async () => (await import('./commands/operator.ts')).operator,
  journal: async () => (await import('./commands/journal.ts')).journal,
  decide: async () => (await import('./commands/decide.ts')).decide,
  verify: async () => (await import('./commands/verify.ts')).verify,
  keys: async () => (await import('./commands/keys.ts')).keys,
  help: async () => (await import('./commands/help.ts')).help,
};

const helpFlags: ReadonlySet<string | undefined> = new Set([undefined, '--help', '-h']);

async function run(argv: readonly string[], world: World): Promise<number> {
  const [word, ...rest] = helpFlags.has(argv[0]) ? ['help'] : argv;
  const load = Object.hasOwn(commands, word as string) ? commands[word as string] : undefined;
  try {
    if (load === undefined) throw new UsageError(`"${word}" is no command`);
    return await (
      await load()
    )(rest, world);
  } catch (error) {
    return explain(error, world);
  }
}

function explain(error: unknown, world: World): number {
  if (error instanceof UsageError) {
    world.say(`gamut: ${error.message}. Fix: npx gamut help lists every command and flag.`);
    return 2;
  }
  if (error instanceof AppError) {
    world.say(
      `gamut: ${sentence(error.message)}${error.fix === undefined ? '' : ` Fix: ${sentence(error.fix)}`}`,
    );
    return 1;
  }
  world.say(`gamut: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

process.exitCode = await run(process.argv.slice(2), thisWorld());
// a handle left open by a failed start must not keep a finished command alive
process.exit();
