/** Has a tenant made, and goes to the job that makes it. */
import { useState, type FormEvent } from 'react';
import { useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { PlanField } from './plan-field.tsx';
import { jobHref, useTenantChange } from './tenant.ts';

const blank = { slug: '', name: '', plan: 'trial', cell: '' };

export function CreateTenantSheet({ onClose }: { readonly onClose: () => void }) {
  const change = useTenantChange();
  const go = useGo();
  const { waiting, error, act } = useActing();
  const [asked, setAsked] = useState(blank);
  const put = (member: Partial<typeof blank>) => setAsked({ ...asked, ...member });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { slug, name, plan, cell } = asked;
    const body = {
      slug: slug.trim(),
      name: name.trim(),
      plan,
      ...(cell.trim() ? { cell: cell.trim() } : {}),
    };
    void act(async () => go(jobHref((await change<{ job: string }>('/tenants', body)).job)));
  };
  return (
    <Sheet title="Make a tenant" isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <TextField
          label="Name"
          required
          maxLength={200}
          autoFocus
          value={asked.name}
          onChange={(event) => put({ name: event.target.value })}
        />
        <TextField
          label="Short name"
          required
          maxLength={40}
          spellCheck={false}
          value={asked.slug}
          onChange={(event) => put({ slug: event.target.value })}
          help="Small letters, digits and hyphens. It stays."
        />
        <PlanField plan={asked.plan} onPick={(plan) => put({ plan })} />
        <TextField
          label="Cell"
          maxLength={31}
          spellCheck={false}
          value={asked.cell}
          onChange={(event) => put({ cell: event.target.value })}
          help="Left empty, it is the one with the fewest tenants."
        />
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Make it'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
