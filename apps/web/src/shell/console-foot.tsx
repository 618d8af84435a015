/** The foot of every page: where to report a security concern, when whoever runs Gamut has named a contact; otherwise nothing. */
import { useSession } from '../features/administration/session/session.ts';

/** Pure: an https address or a mailbox as it is shown; undefined for anything else, which is no link. */
export function contactText(contact: string | null): string | undefined {
  if (contact === null) return undefined;
  if (contact.startsWith('https://')) return contact.slice('https://'.length);
  if (contact.startsWith('mailto:')) return contact.slice('mailto:'.length);
  return undefined;
}

export function ConsoleFoot() {
  const { securityContact } = useSession();
  const text = contactText(securityContact);
  if (securityContact === null || text === undefined) return null;
  return (
    <footer className="console-foot">
      Found a security issue? Tell <a href={securityContact}>{text}</a>.
    </footer>
  );
}
