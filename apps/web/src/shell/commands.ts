/** What the palette finds: commands by their words, or the page of a pasted id. */
import { shortId } from '../parts/wording.ts';

export interface Command {
  readonly name: string;
  readonly kind: string;
  readonly href: string;
}

/** Pure: commands whose name or kind holds every typed word, those that begin with it first. */
export function matchCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = commands.filter(({ name, kind }) =>
    words.every((word) => `${name} ${kind}`.toLowerCase().includes(word)),
  );
  const begins = (c: Command) =>
    words[0] !== undefined && c.name.toLowerCase().startsWith(words[0]) ? 0 : 1;
  return [...fits].sort((a, b) => begins(a) - begins(b)).slice(0, 40);
}

/** Pure: an id that was pasted names its page. */
export function commandOfId(typed: string): Command | undefined {
  const pages: Readonly<Record<string, string>> = {
    agt: '/agents',
    dec: '/decisions',
    apr: '/approvals',
    con: '/connectors',
    usr: '/people',
    whk: '/integrations',
    sup: '/support',
  };
  const found = /^([a-z]{3})_[0-9a-z]{26}$/.exec(typed.trim());
  const page = found?.[1] ? pages[found[1]] : undefined;
  return page
    ? { name: shortId(typed.trim()), kind: 'by its id', href: `${page}/${typed.trim()}` }
    : undefined;
}
