/**
 * Vite plugin: renders docs/*.md into the module `virtual:help-pages`, one lazily loaded page each. Raw HTML in a page is
 * shown as text, links between pages become links inside the console, and a page that does not exist yet is left out.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Marked, type Tokens } from 'marked';
import type { Plugin } from 'vite';

const docsRoot = join(import.meta.dirname, '..', '..', '..', 'docs');
const indexId = 'virtual:help-pages';
const pagePrefix = 'virtual:help-page/';

/** The order in which Help lists what there is; pages not named here follow by title. */
const firstPages = [
  'agentic-stack',
  'security',
  'tenancy',
  'audit-log',
  'verify',
  'architecture',
  'threat-model',
  'benchmarks',
];

function slugs(): string[] {
  if (!existsSync(docsRoot)) return [];
  const found = readdirSync(docsRoot)
    .filter((name) => name.endsWith('.md'))
    .map((name) => basename(name, '.md'))
    .filter((slug) => /^[a-z0-9-]+$/.test(slug));
  const rank = (slug: string) => (firstPages.includes(slug) ? firstPages.indexOf(slug) : firstPages.length);
  return found.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c,
  );

/** `./security.md#keys` → `/help/security#keys`; files outside docs/ and other schemes than https stay as plain text. */
export function helpHref(href: string): string | undefined {
  const page = /^(?:\.\/)?([a-z0-9-]+)\.md(#[a-z0-9-]+)?$/.exec(href);
  if (page) return `/help/${page[1]}${page[2] ?? ''}`;
  if (/^#[a-z0-9-]+$/.test(href) || /^https:\/\//.test(href)) return href;
  return undefined;
}

const anchorOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .trim()
    .replace(/ +/g, '-');

/** Markdown → HTML that holds no script, no style and no raw HTML of the page's author. */
export function renderHelp(markdown: string): { title: string; html: string } {
  let title = '';
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
      image: ({ text }: Tokens.Image) => escapeHtml(text),
      heading({ tokens, depth }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        const plain = inner.replace(/<[^>]*>/g, '');
        if (depth === 1 && !title) {
          title = plain
            .replace(/&amp;/g, '&')
            .replace(/&#39;/g, "'")
            .replace(/&quot;/g, '"');
          return '';
        }
        return `<h${depth} id="${anchorOf(plain)}">${inner}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        const target = helpHref(href);
        return target ? `<a href="${escapeHtml(target)}">${inner}</a>` : inner;
      },
      table({ header, rows }: Tokens.Table) {
        const head = header
          .map((cell) => `<th scope="col">${this.parser.parseInline(cell.tokens)}</th>`)
          .join('');
        const body = rows
          .map(
            (row) =>
              `<tr>${row.map((cell) => `<td>${this.parser.parseInline(cell.tokens)}</td>`).join('')}</tr>`,
          )
          .join('');
        return `<div class="scroll-x" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>\n`;
      },
      code: ({ text }: Tokens.Code) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
    },
  });
  const html = marked.parse(markdown, { async: false });
  return { title, html };
}

function indexModule(): string {
  const rows = slugs().map((slug) => {
    const { title } = renderHelp(readFileSync(join(docsRoot, `${slug}.md`), 'utf8'));
    return `{ slug: ${JSON.stringify(slug)}, title: ${JSON.stringify(title || slug)}, load: () => import(${JSON.stringify(`${pagePrefix}${slug}`)}) }`;
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
      const file = join(docsRoot, `${id.slice(pagePrefix.length + 1)}.md`);
      this.addWatchFile(file);
      return `export const html = ${JSON.stringify(renderHelp(readFileSync(file, 'utf8')).html)};`;
    },
  };
}
