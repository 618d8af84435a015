/** An agent's tokens: named, dated, with their last use; replaced with an overlap, or revoked. A new one is shown once. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { useMay } from '../../administration/session/session.ts';
import type { Agent } from './agent.ts';
import { IssueSheet, RevokeSheet, RotateSheet, type CredentialRow } from './credential-sheets.tsx';

const states: Readonly<Record<CredentialRow['state'], Verdict>> = {
  live: { mark: 'plain', text: 'Works' },
  expiring_soon: { mark: 'degrade', text: 'Expires soon' },
  ending: { mark: 'wait', text: 'Being replaced' },
  expired: { mark: 'off', text: 'Expired' },
  revoked: { mark: 'off', text: 'Revoked' },
};

const told: readonly Column<CredentialRow>[] = [
  { head: 'State', className: 'tight', plain: true, cell: ({ state }) => <Mark {...states[state]} /> },
  {
    head: 'Name',
    className: 'grow',
    plain: true,
    cell: ({ name, fingerprint }) => (
      <>
        {name} <code className="aside">{fingerprint.slice(0, 12)}</code>
      </>
    ),
  },
  {
    head: `Issued (${zoneNow()})`,
    className: 'tight',
    cell: ({ createdAt, issuedBy }) => (
      <>
        <Time at={createdAt} form="cell" /> <span className="aside">{issuedBy}</span>
      </>
    ),
  },
  {
    head: 'Last used',
    className: 'tight',
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} form="cell" /> : 'never'),
  },
  {
    head: 'Ends',
    className: 'tight',
    cell: ({ expiresAt, revokedAt, revokedBy }) =>
      revokedAt ? (
        <>
          <Time at={revokedAt} form="cell" /> <span className="aside">{revokedBy}</span>
        </>
      ) : expiresAt ? (
        <Time at={expiresAt} form="cell" />
      ) : (
        'never'
      ),
  },
];

const works = ({ state }: CredentialRow): boolean => state !== 'expired' && state !== 'revoked';

function columns(
  rotate: ((row: CredentialRow) => void) | undefined,
  revoke: ((row: CredentialRow) => void) | undefined,
): readonly Column<CredentialRow>[] {
  if (!rotate && !revoke) return told;
  return [
    ...told,
    {
      head: 'Act',
      className: 'end',
      plain: true,
      cell: (row) =>
        works(row) ? (
          <span className="row-acts">
            {rotate && row.state !== 'ending' ? (
              <RowAct act="Rotate" of={row.name} onPress={() => rotate(row)} />
            ) : null}
            {revoke ? <RowAct act="Revoke" of={row.name} onPress={() => revoke(row)} /> : null}
          </span>
        ) : null,
    },
  ];
}

type Opened =
  { readonly what: 'none' | 'issue' } | { readonly what: 'rotate' | 'revoke'; readonly row: CredentialRow };

function Sheets({
  agent,
  opened,
  close,
}: {
  readonly agent: Agent;
  readonly opened: Opened;
  readonly close: () => void;
}) {
  if (opened.what === 'issue') return <IssueSheet agent={agent} onClose={close} />;
  if (opened.what === 'rotate') return <RotateSheet agent={agent} credential={opened.row} onClose={close} />;
  if (opened.what === 'revoke') return <RevokeSheet agent={agent} credential={opened.row} onClose={close} />;
  return null;
}

export function CredentialsSection({ agent }: { readonly agent: Agent }) {
  const list = useList<CredentialRow>(['agent-credentials'], '/v1/agent-credentials', { agentId: agent.id });
  const [opened, setOpened] = useState<Opened>({ what: 'none' });
  const [mayIssue, mayRevoke] = [useMay('agent_credential.issue'), useMay('agent_credential.revoke')];
  const isHere = agent.status !== 'retired';
  const issue =
    mayIssue && isHere ? (
      <Button weight="act" onPress={() => setOpened({ what: 'issue' })}>
        Issue a token
      </Button>
    ) : undefined;
  return (
    <Section title="Credentials" aside="Gamut keeps their SHA-256 and nothing else">
      <Listing
        what="its credentials"
        list={list}
        empty={<Empty what="It has no token." why="Without one it can’t call Gateway." action={issue} />}
      >
        <Register
          caption="Credentials"
          columns={columns(
            mayIssue && isHere ? (row) => setOpened({ what: 'rotate', row }) : undefined,
            mayRevoke ? (row) => setOpened({ what: 'revoke', row }) : undefined,
          )}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
        {issue ? <div className="buttons">{issue}</div> : null}
      </Listing>
      <Sheets agent={agent} opened={opened} close={() => setOpened({ what: 'none' })} />
    </Section>
  );
}
