/**
 * What MCP knows of each kind of content that is not text (2025-11-25 and 2026-07-28): these members and no others, each of its own
 * kind, nothing of `_meta`; and bytes only where they are base64. An item with another thing in such a place is none.
 */
type Read = (value: unknown) => unknown;
type Members = Readonly<Record<string, Read>>;

/** @returns undefined when it is of no kind that is known, or not what MCP says of its kind */
export function readOtherItem(item: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const { type } = item;
  const kind = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  const read = kind === undefined ? undefined : membersOf(kind.known, kind.needed)(item);
  return read === undefined ? undefined : { type, ...read };
}

const text: Read = (value) => (typeof value === 'string' ? value : undefined);
const number: Read = (value) => (typeof value === 'number' ? value : undefined);

/** In the one spelling that it has, so that whoever goes through it reads the bytes that everybody reads. */
const bytes: Read = (value) => {
  if (typeof value !== 'string') return undefined;
  const compact = value.replace(/[\t\n\f\r ]/g, '');
  const canonical = Buffer.from(compact, 'base64').toString('base64');
  return compact === canonical || compact === canonical.replace(/={1,2}$/, '') ? canonical : undefined;
};

function listOf(read: Read): Read {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items = value.map(read);
    return items.includes(undefined) ? undefined : items;
  };
}

/** @param needed one of these has to be there */
function membersOf(known: Members, needed: readonly string[] = []) {
  return (value: unknown): Record<string, unknown> | undefined => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const given = Object.entries(known).filter(([name]) => Object.hasOwn(value, name));
    if (needed.length > 0 && !given.some(([name]) => needed.includes(name))) return undefined;
    const read = given.map(([name, of]) => [name, of((value as Record<string, unknown>)[name])] as const);
    return read.some(([, member]) => member === undefined) ? undefined : Object.fromEntries(read);
  };
}

const annotations = membersOf({ audience: listOf(text), priority: number, lastModified: text });
const icons = listOf(membersOf({ src: text, mimeType: text, sizes: listOf(text), theme: text }));
const media = { known: { data: bytes, mimeType: text, annotations }, needed: ['data'] };
const resource = membersOf({ uri: text, mimeType: text, text, blob: bytes }, ['text', 'blob']);

const kinds: Readonly<Record<string, { readonly known: Members; readonly needed: readonly string[] }>> = {
  image: media,
  audio: media,
  resource: { known: { resource, annotations }, needed: ['resource'] },
  resource_link: {
    known: {
      uri: text,
      name: text,
      title: text,
      description: text,
      mimeType: text,
      size: number,
      icons,
      annotations,
    },
    needed: ['uri'],
  },
};
