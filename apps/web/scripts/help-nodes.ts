/**
 * Markdown → a tree of plain nodes that the console renders with React: no HTML string exists at run time, so the page needs no
 * innerHTML (trusted types are required) and holds nothing but the tags below.
 */
import { Marked, type Token, type Tokens } from 'marked';

export type HelpTag =
  | 'h2'
  | 'h3'
  | 'h4'
  | 'p'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'pre'
  | 'code'
  | 'strong'
  | 'em'
  | 'del'
  | 'a'
  | 'br'
  | 'hr'
  | 'table'
  | 'thead'
  | 'tbody'
  | 'tr'
  | 'th'
  | 'td';

/** Text, or a tag with its children; `to` is a link's address, `id` a heading's anchor. */
export type HelpNode =
  | string
  | {
      readonly tag: HelpTag;
      readonly to?: string;
      readonly id?: string;
      readonly children: readonly HelpNode[];
    };

/** `./security.md#keys` → `/help/security#keys`; files outside docs/ and other schemes than https become plain text. */
export function helpHref(href: string): string | undefined {
  const page = /^(?:\.\/)?([a-z0-9-]+)\.md(#[a-z0-9-]+)?$/.exec(href);
  if (page) return `/help/${page[1] ?? ''}${page[2] ?? ''}`;
  if (/^#[a-z0-9-]+$/.test(href) || /^https:\/\//.test(href)) return href;
  return undefined;
}

export const plainText = (nodes: readonly HelpNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : plainText(node.children))).join('');

const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .trim()
    .replace(/ +/g, '-');

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

const node = (
  tag: HelpTag,
  children: readonly HelpNode[],
  more: { to?: string; id?: string } = {},
): HelpNode => ({ tag, ...more, children });
const inside = (token: { readonly tokens?: Token[] | undefined; readonly text?: string }): HelpNode[] =>
  token.tokens ? nodesOf(token.tokens) : [unescaped(token.text ?? '')];

function headingNode(token: Tokens.Heading): HelpNode {
  const children = inside(token);
  const tag = (['h2', 'h2', 'h3', 'h4'] as const)[Math.min(token.depth, 4) - 1] ?? 'h4';
  return node(tag, children, { id: anchorOf(plainText(children)) });
}

function linkNodes(token: Tokens.Link): HelpNode[] {
  const to = helpHref(token.href);
  return to === undefined ? inside(token) : [node('a', inside(token), { to })];
}

function tableNode({ header, rows }: Tokens.Table): HelpNode {
  const row = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td') =>
    node(
      'tr',
      cells.map((cell) => node(tag, nodesOf(cell.tokens))),
    );
  return node('table', [
    node('thead', [row(header, 'th')]),
    node(
      'tbody',
      rows.map((cells) => row(cells, 'td')),
    ),
  ]);
}

function listNode(token: Tokens.List): HelpNode {
  return node(
    token.ordered ? 'ol' : 'ul',
    token.items.map((item) => node('li', nodesOf(item.tokens))),
  );
}

const simple: Readonly<Record<string, HelpTag>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  strong: 'strong',
  em: 'em',
  del: 'del',
};

function nodesOf(tokens: readonly Token[]): HelpNode[] {
  return tokens.flatMap((token): HelpNode[] => {
    const tag = simple[token.type];
    if (tag) return [node(tag, inside(token as Tokens.Generic))];
    switch (token.type) {
      case 'heading':
        return [headingNode(token as Tokens.Heading)];
      case 'list':
        return [listNode(token as Tokens.List)];
      case 'table':
        return [tableNode(token as Tokens.Table)];
      case 'link':
        return linkNodes(token as Tokens.Link);
      case 'code':
        return [node('pre', [node('code', [(token as Tokens.Code).text])])];
      case 'codespan':
        return [node('code', [unescaped((token as Tokens.Codespan).text)])];
      case 'br':
      case 'hr':
        return [node(token.type, [])];
      case 'text':
      case 'escape':
        return inside(token as Tokens.Text);
      case 'image':
        return [(token as Tokens.Image).text];
      case 'space':
      case 'def':
        return [];
      default:
        // Raw HTML, and whatever a later version of the parser adds, is shown as it was typed.
        return [token.raw];
    }
  });
}

/** The first top heading is the title; everything else is the page. */
export function renderHelp(markdown: string): {
  readonly title: string;
  readonly nodes: readonly HelpNode[];
} {
  const tokens = new Marked({ gfm: true }).lexer(markdown);
  const first = tokens.findIndex(
    (token) => token.type === 'heading' && (token as Tokens.Heading).depth === 1,
  );
  const title = first < 0 ? '' : plainText(inside(tokens[first] as Tokens.Heading));
  return { title, nodes: nodesOf(tokens.filter((_, i) => i !== first)) };
}
