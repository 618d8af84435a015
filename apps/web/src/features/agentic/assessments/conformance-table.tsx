/** The 25 controls by element: how each stands, what was seen, and the way to what shows it. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { lowerTerm } from '../../../parts/wording.ts';
import {
  byElement,
  elementText,
  pageOf,
  stateVerdict,
  strengthText,
  type ControlRow,
} from './conformance.ts';

function Seen({ row: { saw, evidence, attestation } }: { readonly row: ControlRow }) {
  const page = pageOf(evidence);
  return (
    <>
      {saw}
      {page ? (
        <>
          {' '}
          <AppLink href={page}>see it</AppLink>
        </>
      ) : null}
      {attestation ? (
        <span className="aside">
          {' '}
          A person says {lowerTerm(attestation.result)}: “{attestation.rationale}”
        </span>
      ) : null}
    </>
  );
}

const columns: readonly Column<ControlRow>[] = [
  { head: 'Id', className: 'tight', plain: true, cell: ({ id }) => <code>{id}</code> },
  {
    head: 'Control',
    className: 'half',
    plain: true,
    cell: ({ name, asks, strength }) => (
      <>
        <strong>{name}</strong> <span className="aside">{strengthText(strength)}</span>
        <br />
        <span className="aside">{asks}</span>
      </>
    ),
  },
  { head: 'Seen', className: 'grow', cell: (row) => <Seen row={row} /> },
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ state }) => <Mark {...stateVerdict(state)} />,
  },
];

interface ConformanceTableProps {
  readonly controls: readonly ControlRow[];
  /** Sets what a person says of a control, while an assessment is open. */
  readonly say?: ((control: ControlRow) => void) | undefined;
  /** Which controls the open assessment has a word on. */
  readonly said: ReadonlySet<string>;
}

export function ConformanceTable({ controls, say, said }: ConformanceTableProps) {
  const act: Column<ControlRow> = {
    head: 'Assess',
    className: 'end',
    plain: true,
    cell: (row) => (
      <RowAct act={said.has(row.id) ? 'Said; change' : 'Assess'} of={row.id} onPress={() => say?.(row)} />
    ),
  };
  return byElement(controls).map(([element, rows]) => (
    <Section key={element} title={elementText(element)}>
      <Register
        caption={elementText(element)}
        columns={say ? [...columns, act] : columns}
        rows={rows}
        rowKey={({ id }) => id}
      />
    </Section>
  ));
}
