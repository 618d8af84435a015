/**
 * Vite plugin: renders docs/*.md into the module `virtual:help-pages`, one lazily loaded page each. A page that does not exist
 * yet is left out of the list, so that a missing page never breaks the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { renderHelp } from './help-nodes.ts';

const docsRoot = join(import.meta.dirname, '..', '..', '..', 'docs');
const indexId = 'virtual:help-pages';
const pagePrefix = 'virtual:help-page/';

/** The order in which Help lists what there is; pages not named here follow by name. */
const firstPages = [
  'agentic-stack',
  'security',
  'tenancy',
  'audit-log',
  'journal-format',
  'api',
  'operations',
  'architecture',
  'benchmarks',
];

function slugs(): string[] {
  if (!existsSync(docsRoot)) return [];
  const rank = (slug: string) => (firstPages.includes(slug) ? firstPages.indexOf(slug) : firstPages.length);
  return readdirSync(docsRoot)
    .filter((name) => name.endsWith('.md'))
    .map((name) => basename(name, '.md'))
    .filter((slug) => /^[a-z0-9-]+$/.test(slug))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

const pageOf = (slug: string) => renderHelp(readFileSync(join(docsRoot, `${slug}.md`), 'utf8'));

function indexModule(): string {
  const rows = slugs().map((slug) => {
    const title = pageOf(slug).title || slug;
    return `{ slug: ${JSON.stringify(slug)}, title: ${JSON.stringify(title)}, load: () => import(${JSON.stringify(`${pagePrefix}${slug}`)}) }`;
  });
  return `export const helpPages = [${rows.join(',\n')}];`;
}

export function helpPages(): Plugin {
  return {
    name: 'gamut-help-pages',
    resolveId: (id) => (id === indexId || id.startsWith(pagePrefix) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${indexId}`) return indexModule();
      if (!id.startsWith(`\0${pagePrefix}`)) return undefined;
      const slug = id.slice(pagePrefix.length + 1);
      this.addWatchFile(join(docsRoot, `${slug}.md`));
      return `export const nodes = ${JSON.stringify(pageOf(slug).nodes)};`;
    },
  };
}
