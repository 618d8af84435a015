/** Pure: an https address or a mailbox as it is shown; undefined for anything else, which is no link. */
export function contactText(contact: string | null): string | undefined {
  if (contact === null) return undefined;
  if (contact.startsWith('https://')) return contact.slice('https://'.length);
  if (contact.startsWith('mailto:')) return contact.slice('mailto:'.length);
  return undefined;
}
