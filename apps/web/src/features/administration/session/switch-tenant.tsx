/** From one of a person's organisations to another: shown only to who has several; what can't be entered says why. */
import { useState } from 'react';
import { sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';

type OwnTenant = Noun<'OwnTenant'>;

/** Up to 200 at once; who has more reads on. */
function useOwnTenants() {
  return useList<OwnTenant>(['own-tenants'], '/v1/session/tenants', { limit: 200 }, false);
}

function TenantRow({
  tenant,
  waiting,
  enter,
}: {
  readonly tenant: OwnTenant;
  readonly waiting: boolean;
  readonly enter: () => void;
}) {
  return (
    <li className="own-tenant">
      <div>
        <strong>{tenant.name}</strong>
        <span className="aside">{tenant.current ? 'You are here.' : (tenant.whyNot ?? tenant.slug)}</span>
      </div>
      {tenant.current || tenant.whyNot !== null ? null : (
        <Button isDisabled={waiting} onPress={enter} aria-label={`Go to ${tenant.name}`}>
          Go
        </Button>
      )}
    </li>
  );
}

function SwitchSheet({
  tenants,
  more,
  onClose,
}: {
  readonly tenants: readonly OwnTenant[];
  readonly more: ReturnType<typeof useOwnTenants>['more'];
  readonly onClose: () => void;
}) {
  const { waiting, error, act } = useActing();
  const enter = async (tenant: string) => {
    // a page load, so that nothing which was read in the one is left in the other
    if (await act(() => sendJson('POST', '/v1/session/tenant', { tenant }))) window.location.replace('/');
  };
  return (
    <Sheet title="Your organisations" isOpen onClose={onClose}>
      <p className="prose">
        You act in one at a time. Going over ends this session and begins another there; nothing is carried
        along.
      </p>
      {error ? <Refusal error={error} /> : null}
      <ul className="own-tenants">
        {tenants.map((tenant) => (
          <TenantRow
            key={tenant.slug}
            tenant={tenant}
            waiting={waiting}
            enter={() => void enter(tenant.slug)}
          />
        ))}
      </ul>
      {more ? (
        <Button isDisabled={more.isLoading} onPress={more.load}>
          More organisations
        </Button>
      ) : null}
    </Sheet>
  );
}

export function SwitchTenant() {
  const { rows, more } = useOwnTenants();
  const [open, setOpen] = useState(false);
  if (rows.length < 2) return null;
  return (
    <>
      <button type="button" className="text-button" onClick={() => setOpen(true)}>
        Switch organisation
      </button>
      {open ? <SwitchSheet tenants={rows} more={more} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
