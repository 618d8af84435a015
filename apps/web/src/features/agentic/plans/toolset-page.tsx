/** One toolset: its tools with their terms, which agents hold it, and changing it for all of them. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { AppLink, useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { Unread } from '../../../parts/unread.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { GiveSheet } from './give-sheet.tsx';
import { termsText, type Toolset } from './plan.ts';
import { ToolsetSheet } from './toolset-sheet.tsx';

const columns: readonly Column<Toolset['tools'][number]>[] = [
  {
    head: 'Tool',
    className: 'grow',
    plain: true,
    cell: ({ tool }) => <code className="wrap-anywhere">{tool}</code>,
  },
  { head: 'Terms', cell: termsText },
];

type Opened = 'none' | 'change' | 'grant' | 'remove';

function Opened({
  toolset,
  open,
  onClose,
}: {
  readonly toolset: Toolset;
  readonly open: Opened;
  readonly onClose: () => void;
}) {
  const change = useRecordChange();
  const go = useGo();
  if (open === 'change') return <ToolsetSheet toolset={toolset} onClose={onClose} />;
  if (open === 'grant')
    return <GiveSheet what="toolset" id={toolset.id} name={toolset.name} onClose={onClose} />;
  if (open === 'none') return null;
  return (
    <ConfirmDialog
      title={`Remove ${toolset.name}`}
      consequence="No agent holds it, so nothing is taken from anybody. The audit log keeps what it held."
      act="Remove"
      onClose={onClose}
      onDone={() => go('/plans?view=toolsets')}
      perform={() => change('DELETE', `/v1/toolsets/${toolset.id}`)}
    />
  );
}

export function ToolsetPage({ id }: { readonly id: string }) {
  const [open, setOpen] = useState<Opened>('none');
  const [mayWrite, mayGrant] = [useMay('toolset.write'), useMay('tool_permission.grant')];
  const { data, error, refetch } = useQuery({
    queryKey: ['toolsets', id],
    queryFn: ({ signal }) => getJson<Toolset>(`/v1/toolsets/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 30_000,
  });
  if (!data) return <Unread what="the toolset" error={error} retry={refetch} />;
  return (
    <Page title={data.name} lead={data.purpose}>
      <Section
        title={`Version ${data.version}`}
        aside={
          <>
            <Time at={data.changedAt} form="cell" /> {data.changedBy.name}
          </>
        }
      >
        <Register caption="Tools" columns={columns} rows={data.tools} rowKey={({ toolId }) => toolId} />
        <div className="buttons">
          {mayWrite ? <Button onPress={() => setOpen('change')}>Change it</Button> : null}
          {mayWrite && data.heldBy.length === 0 ? (
            <Button weight="stop" onPress={() => setOpen('remove')}>
              Remove
            </Button>
          ) : null}
        </div>
      </Section>
      <Section title="Agents that hold it">
        {data.heldBy.length === 0 ? <p className="prose">No agent holds it.</p> : null}
        <ul>
          {data.heldBy.map((agent) => (
            <li key={agent.id}>
              <AppLink href={`/agents/${agent.id}?view=access`}>{agent.name}</AppLink>
            </li>
          ))}
        </ul>
        {mayGrant ? (
          <div className="buttons">
            <Button weight="act" onPress={() => setOpen('grant')}>
              Grant it to an agent
            </Button>
          </div>
        ) : null}
      </Section>
      <Opened toolset={data} open={open} onClose={() => setOpen('none')} />
    </Page>
  );
}
