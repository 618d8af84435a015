/**
 * Where an action was aimed, coarsely enough to be a habit: the domain of an address, the host of a URL, the folder of a path. What is
 * none of these stands for itself, cut short.
 */
const charsMax = 200;

export function placeOfTarget(target: string | null): string | null {
  const first = target?.split('\n', 1)[0]?.trim().toLowerCase() ?? '';
  if (first === '') return null;
  const url = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]+)/.exec(first);
  if (url !== null) return cut((url[1] as string).replace(/^.*@/, ''));
  const address = /^[^\s@/]+@([^\s@/]+)$/.exec(first);
  if (address !== null) return cut(address[1] as string);
  const folder = /^(.*)\/[^/]*$/.exec(first);
  return cut(folder === null ? first : `${folder[1] as string}/`);
}

function cut(text: string): string {
  return text.length <= charsMax ? text : text.slice(0, charsMax).toWellFormed();
}
