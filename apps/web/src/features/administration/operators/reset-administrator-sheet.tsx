/**
 * The way back for a tenant whose only administrator forgot their password, for the root token alone: a link that opens after a day, and
 * not once they sign in (docs/decisions/0020). It is shown once.
 */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import type { ResetLinkMade } from '../people/person.ts';
import { useTenantChange, type Tenant } from './tenant.ts';

interface ResetAdministratorSheetProps {
  readonly tenant: Tenant;
  readonly onClose: () => void;
}

function Made({ link, onClose }: { readonly link: ResetLinkMade; readonly onClose: () => void }) {
  return (
    <>
      <ShownOnce
        text={link.url}
        copyLabel="Copy link"
        afterwards="Hand it to them yourself, once you are sure who asks: whoever uses it is them in this organisation."
      />
      <p className="prose">
        It opens on <Time at={link.usableFrom} /> and works once, until <Time at={link.expiresAt} />. Should
        they sign in before, it is void. Their audit log tells of it now.
      </p>
      <div className="buttons">
        <Button onPress={onClose}>I have it</Button>
      </div>
    </>
  );
}

export function ResetAdministratorSheet({ tenant, onClose }: ResetAdministratorSheetProps) {
  const change = useTenantChange();
  const { waiting, error, act } = useActing();
  const [email, setEmail] = useState('');
  const [made, setMade] = useState<ResetLinkMade>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const path = `/tenants/${encodeURIComponent(tenant.slug)}/reset-links`;
    void act(async () => setMade(await change<ResetLinkMade>(path, { email: email.trim() })));
  };
  return (
    <Sheet title={`The only administrator of ${tenant.name} forgot their password`} isOpen onClose={onClose}>
      {made ? (
        <Made link={made} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <p>
            Where there is another administrator, it is theirs to help. The link waits for a day, so that
            whoever did not ask sees it coming, and ends it by signing in.
          </p>
          <TextField
            label="Their e-mail"
            type="email"
            required
            maxLength={320}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          {error ? <Refusal error={error} /> : null}
          <div className="buttons">
            <Button type="submit" weight="act" isDisabled={waiting}>
              {waiting ? 'Waiting for the journal …' : 'Make the link'}
            </Button>
            <Button onPress={onClose}>Cancel</Button>
          </div>
        </form>
      )}
    </Sheet>
  );
}
