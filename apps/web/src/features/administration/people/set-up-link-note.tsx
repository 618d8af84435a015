/** The set-up link of somebody who was added: shown once, to hand on by a way of one's own, since Gamut sends no mail. */
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { Time } from '../../../parts/time.tsx';
import type { Invitation } from './person.ts';

export function SetUpLinkNote({ invitation }: { readonly invitation: Invitation }) {
  return (
    <>
      <ShownOnce
        text={invitation.url}
        copyLabel="Copy link"
        afterwards="Hand it on yourself: Gamut sends no mail, and keeps only a hash of it."
      />
      <p className="prose">
        It works once, until <Time at={invitation.expiresAt} />. With it they set their own password.
      </p>
    </>
  );
}
