/** The tools an agent may use, permitting one more, and taking one away. Everything that is not here is blocked. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { count } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { MadeLine } from '../made.tsx';
import { TakeAway } from '../plans/take-away.tsx';
import type { Agent, AgentPermission } from './agent.ts';
import { limitText } from './limit-fields.tsx';
import { PermitSheet } from './permit-sheet.tsx';

function Bounds({ permission }: { readonly permission: AgentPermission }) {
  const { callsPerMinuteMax, amountMax, amountCurrency, transactionLimits } = permission;
  const amount = amountMax === null ? '' : `; ${[count(amountMax), amountCurrency ?? ''].join(' ').trim()}`;
  return (
    <>
      {count(callsPerMinuteMax)} calls a minute
      {amount === '' ? '' : `${amount} at a time without a person`}
      {transactionLimits.map((limit) => (
        <span key={limitText(limit)} className="limit-line">
          {limitText(limit)}
        </span>
      ))}
    </>
  );
}

function columns(
  take: ((permission: AgentPermission) => void) | undefined,
): readonly Column<AgentPermission>[] {
  return [
    {
      head: 'Tool',
      className: 'grow',
      plain: true,
      cell: ({ tool, createdAt, createdBy }) => (
        <>
          <code className="wrap-anywhere">{tool}</code>
          <MadeLine act="Permitted" at={createdAt} by={createdBy} />
        </>
      ),
    },
    {
      head: 'Only under',
      cell: ({ targetsUnder }) =>
        targetsUnder.length === 0 || targetsUnder.includes('.') ? (
          'anywhere the tool reaches'
        ) : (
          <code>{targetsUnder.join(', ')}</code>
        ),
    },
    {
      head: 'A person first',
      className: 'tight',
      cell: ({ requiresApproval }) =>
        requiresApproval ? <Mark mark="wait" text="each time" /> : 'by its level and gates',
    },
    {
      head: 'Logged',
      className: 'tight',
      cell: ({ auditLogging }) => (auditLogging ? 'yes' : <Mark mark="degrade" text="no" />),
    },
    {
      head: 'Limits',
      cell: (permission) => <Bounds permission={permission} />,
    },
    ...(take
      ? [
          {
            head: 'Act',
            className: 'end' as const,
            plain: true,
            cell: (permission: AgentPermission) => (
              <button type="button" className="text-button" onClick={() => take(permission)}>
                Take away<span className="visually-hidden"> {permission.tool}</span>
              </button>
            ),
          },
        ]
      : []),
  ];
}

export function ToolsSection({ agent }: { readonly agent: Agent }) {
  const [open, setOpen] = useState<'none' | 'permit' | AgentPermission>('none');
  const [mayGrant, mayTake] = [useMay('tool_permission.grant'), useMay('tool_permission.revoke')];
  const permit =
    mayGrant && agent.status !== 'retired' ? (
      <Button onPress={() => setOpen('permit')}>Permit a tool</Button>
    ) : undefined;
  const close = () => setOpen('none');
  return (
    <Section title="Tools it may use" aside="Everything else is blocked">
      {agent.permissions.length === 0 ? (
        <Empty
          what="It may use no tool."
          why="A tool needs a permission, here or with a toolset, and a governed connector."
          action={permit}
        />
      ) : (
        <>
          <Register
            caption="Permitted tools"
            columns={columns(mayTake ? setOpen : undefined)}
            rows={agent.permissions}
            rowKey={({ toolId }) => toolId}
          />
          {permit ? <div className="buttons">{permit}</div> : null}
        </>
      )}
      {open === 'permit' ? <PermitSheet agent={agent} onClose={close} /> : null}
      {typeof open === 'object' ? (
        <TakeAway
          agent={agent}
          taken={{ way: 'tool-permissions', id: open.id, name: open.tool, tools: [open.tool] }}
          onClose={close}
        />
      ) : null}
    </Section>
  );
}
