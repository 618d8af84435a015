/** Address of a list under a filter, readable: colons and commas stay as they are typed. */
export function filterHref(path: string, filter: string): string {
  const text = encodeURIComponent(filter)
    .replaceAll('%3A', ':')
    .replaceAll('%20', '+')
    .replaceAll('%2C', ',');
  return filter === '' ? path : `${path}?filter=${text}`;
}
