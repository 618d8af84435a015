/** Each act on a tenant asks what it needs, says what will be different, and closes when the server has said yes. */
import { useState } from 'react';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { termText } from '../../../parts/wording.ts';
import { InviteAdministratorSheet } from './invite-administrator-sheet.tsx';
import { useTenantChange, type Tenant, type TenantAct } from './tenant.ts';
import { PlanField } from './plan-field.tsx';
import { ResetAdministratorSheet } from './reset-administrator-sheet.tsx';
import { RestoreSheet } from './restore-sheet.tsx';
import { useWork } from './use-work.ts';

interface ActProps {
  readonly tenant: Tenant;
  readonly onClose: () => void;
}

function Standing({ tenant, onClose, verb }: ActProps & { readonly verb: 'suspend' | 'reactivate' }) {
  const change = useTenantChange();
  const suspending = verb === 'suspend';
  return (
    <ReasonDialog
      title={`${termText(verb)} ${tenant.name}`}
      consequence={
        suspending
          ? 'Its people are signed out and its agents blocked, from the answer on without exception. The reason stands in its audit log.'
          : 'Its people may sign in again and its agents act. The reason stands in its audit log.'
      }
      act={termText(verb)}
      weight={suspending ? 'stop' : 'act'}
      isOpen
      onClose={onClose}
      perform={(reason) => change(`/tenants/${encodeURIComponent(tenant.slug)}/${verb}`, { reason })}
    />
  );
}

function ChangePlan({ tenant, onClose }: ActProps) {
  const change = useTenantChange();
  const [plan, setPlan] = useState(tenant.plan);
  const [days, setDays] = useState('30');
  const trial = plan === 'trial' ? { trialDays: Number(days) } : {};
  return (
    <ReasonDialog
      title={`Change the plan of ${tenant.name}`}
      consequence="What its people and agents may do follows the new plan from the answer on. Nothing is lost when it is lowered."
      act="Change plan"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) =>
        change(`/tenants/${encodeURIComponent(tenant.slug)}/plan`, { plan, reason, ...trial })
      }
    >
      <PlanField plan={plan} onPick={setPlan} />
      {plan === 'trial' ? (
        <TextField
          label="Days"
          type="number"
          min={1}
          max={365}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
      ) : null}
    </ReasonDialog>
  );
}

function Move({ tenant, onClose }: ActProps) {
  const work = useWork(tenant);
  const [cell, setCell] = useState('');
  return (
    <ConfirmDialog
      title={`Move ${tenant.name}`}
      consequence={
        <>
          It is blocked for as long as the copy takes, which is compared row by row before anything points to
          it.
          <TextField
            label="To cell"
            required
            maxLength={31}
            spellCheck={false}
            value={cell}
            onChange={(event) => setCell(event.target.value)}
            help={`It is in ${tenant.cell} now.`}
          />
        </>
      }
      act="Move"
      onClose={onClose}
      onDone={() => undefined}
      perform={() => work('move', { cell: cell.trim() })}
    />
  );
}

function Delete({ tenant, onClose }: ActProps) {
  const work = useWork(tenant);
  const [again, setAgain] = useState('');
  return (
    <ReasonDialog
      title={`Delete ${tenant.name}`}
      consequence="It is locked out at once. Its keys are destroyed first, then everything else, for good. Exports that were made stay where they are."
      act="Delete for good"
      weight="stop"
      isOpen
      onClose={onClose}
      onDone={() => undefined}
      perform={(reason) => work('delete', { slug: again.trim(), reason })}
    >
      <TextField
        label={`Its short name again: ${tenant.slug}`}
        required
        maxLength={40}
        spellCheck={false}
        value={again}
        onChange={(event) => setAgain(event.target.value)}
      />
    </ReasonDialog>
  );
}

function Export({ tenant, onClose }: ActProps) {
  const work = useWork(tenant);
  return (
    <ConfirmDialog
      title={`Export ${tenant.name}`}
      consequence="Writes one file to the folder of exports on this machine: sealed values stay sealed, everything else in it is in the clear. Keep it like the database."
      act="Export"
      weight="act"
      onClose={onClose}
      onDone={() => undefined}
      perform={() => work('export', {})}
    />
  );
}

export function TenantActDialog({ act, ...more }: ActProps & { readonly act: TenantAct }) {
  if (act === 'suspend' || act === 'reactivate') return <Standing verb={act} {...more} />;
  if (act === 'plan') return <ChangePlan {...more} />;
  if (act === 'move') return <Move {...more} />;
  if (act === 'restore') return <RestoreSheet {...more} />;
  if (act === 'invite') return <InviteAdministratorSheet {...more} />;
  if (act === 'reset') return <ResetAdministratorSheet {...more} />;
  if (act === 'delete') return <Delete {...more} />;
  return <Export {...more} />;
}
