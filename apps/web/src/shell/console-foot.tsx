/** The foot of every page: where to report a security concern, when whoever runs Gamut has named a contact; otherwise nothing. */
import { useSession } from '../features/administration/session/session.ts';
import { contactText } from './contact-text.ts';

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
