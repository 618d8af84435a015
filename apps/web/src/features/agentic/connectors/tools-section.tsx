/** The tools of a connector: as they were pinned, beside what the server says now; and what it offers that nobody has pinned. */
import { useState } from 'react';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { firstWords, termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { driftOf, type Connector, type ConnectorTool } from './connector.ts';
import { driftVerdict } from './drift-verdict.ts';
import { candidateOf, PinSheet, type PinCandidate } from './pin-sheet.tsx';

function Described({ name, description }: { readonly name: string; readonly description: string }) {
  return (
    <>
      <code>{name}</code> <span className="aside">{firstWords(description, 110)}</span>
    </>
  );
}

function PinButton({ name, onPress }: { readonly name: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="text-button" onClick={onPress}>
      Read and pin<span className="visually-hidden"> {name}</span>
    </button>
  );
}

type Pin = ((candidate: PinCandidate) => void) | undefined;

function PinIfSeen({ tool, pin }: { readonly tool: ConnectorTool; readonly pin: Pin }) {
  const candidate = candidateOf(tool);
  return pin && candidate ? <PinButton name={tool.name} onPress={() => pin(candidate)} /> : null;
}

const term = (text: string | null) => (text ? termText(text) : '–');

const pinnedColumns = (pin: Pin, observed: boolean): readonly Column<ConnectorTool>[] => [
  { head: 'Tool', className: 'grow', plain: true, cell: (tool) => <Described {...tool} /> },
  { head: 'Action', className: 'tight', cell: ({ actionType }) => term(actionType) },
  { head: 'Data', className: 'tight', cell: ({ dataClass }) => term(dataClass) },
  { head: 'Risk', className: 'tight', cell: ({ risk }) => term(risk) },
  {
    head: 'Pinned',
    className: 'tight',
    cell: ({ pinnedSha256 }) => (pinnedSha256 ? <Hash value={pinnedSha256} /> : '–'),
  },
  {
    head: 'Now',
    className: 'tight',
    cell: ({ observedSha256 }) => (observedSha256 ? <Hash value={observedSha256} /> : '–'),
  },
  {
    head: 'Schema',
    className: 'tight',
    plain: true,
    cell: (tool) => {
      const drift = driftOf(tool, observed);
      return (
        <>
          <Mark {...driftVerdict(drift)} /> {drift === 'changed' ? <PinIfSeen tool={tool} pin={pin} /> : null}
        </>
      );
    },
  },
];

const unpinnedColumns = (pin: Pin): readonly Column<ConnectorTool>[] => [
  { head: 'Tool', className: 'grow', plain: true, cell: (tool) => <Described {...tool} /> },
  {
    head: 'Now',
    className: 'tight',
    cell: ({ observedSha256 }) => (observedSha256 ? <Hash value={observedSha256} /> : '–'),
  },
  { head: 'Act', className: 'end', plain: true, cell: (tool) => <PinIfSeen tool={tool} pin={pin} /> },
];

export function ToolsSections({ connector }: { readonly connector: Connector }) {
  const may = useMay('connector.update');
  const [candidate, setCandidate] = useState<PinCandidate>();
  const pin = may ? setCandidate : undefined;
  const pinned = connector.tools.filter(({ id }) => id !== null);
  const unpinned = connector.tools.filter(({ id }) => id === null);
  return (
    <>
      <Section title="Tools" aside={`agents see them as ${connector.name}_tool`}>
        {pinned.length === 0 ? (
          <Empty
            what="No tool is pinned yet."
            why="Only a tool that someone has read, classified and pinned can be permitted to an agent."
          />
        ) : (
          <Register
            caption="Pinned tools"
            columns={pinnedColumns(pin, connector.observedAt !== null)}
            rows={pinned}
            rowKey={({ name }) => name}
          />
        )}
      </Section>
      {unpinned.length > 0 ? (
        <Section title="Offered and not pinned" aside="no agent can use these">
          <Register
            caption="Tools that are not pinned"
            columns={unpinnedColumns(pin)}
            rows={unpinned}
            rowKey={({ name }) => name}
          />
        </Section>
      ) : null}
      {candidate ? (
        <PinSheet
          key={candidate.name}
          connector={connector}
          candidate={candidate}
          onClose={() => setCandidate(undefined)}
        />
      ) : null}
    </>
  );
}
