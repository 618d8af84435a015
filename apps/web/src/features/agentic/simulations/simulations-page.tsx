/** What Gateway would decide, as it was asked; and the states of governance that were saved to ask it of. */
import { useState, type ReactNode } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useView, Views, type View } from '../../../parts/views.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { askedText, resultVerdict, type NameOf, type PolicySnapshot, type Simulation } from './simulation.ts';
import { SimulationSheet } from './simulation-sheet.tsx';
import { useNames } from './use-names.ts';

const views: readonly View<'simulations' | 'states'>[] = [
  { id: 'simulations', name: 'Simulations' },
  { id: 'states', name: 'Saved states' },
];

const columns = (nameOf: NameOf): readonly Column<Simulation>[] => [
  { head: 'Came out', className: 'tight', plain: true, cell: (one) => <Mark {...resultVerdict(one)} /> },
  {
    head: 'Simulation',
    className: 'grow',
    plain: true,
    cell: (one) => (
      <>
        <AppLink href={`/simulations/${one.id}`}>{one.name}</AppLink>
        <br />
        <span className="aside wrap-anywhere">{askedText(one, nameOf)}</span>
      </>
    ),
  },
  { head: 'By', className: 'tight', cell: ({ runBy }) => runBy.name },
  { head: `When (${zoneNow()})`, className: 'tight', cell: ({ runAt }) => <Time at={runAt} form="cell" /> },
];

const stateColumns: readonly Column<PolicySnapshot>[] = [
  { head: 'State', className: 'grow', plain: true, cell: ({ name }) => <strong>{name}</strong> },
  { head: 'Facts', className: 'tight', cell: ({ factsSha256 }) => <Hash value={factsSha256} /> },
  { head: 'Saved by', className: 'tight', cell: ({ savedBy }) => savedBy.name },
  {
    head: `When (${zoneNow()})`,
    className: 'tight',
    cell: ({ savedAt }) => <Time at={savedAt} form="cell" />,
  },
];

function SaveSheet({ onClose }: { readonly onClose: () => void }) {
  const change = useRecordChange();
  const [name, setName] = useState('');
  return (
    <FormSheet
      title="Save the state that is in force"
      act="Save"
      onClose={onClose}
      perform={() => change('POST', '/v1/policy-snapshots', { name: name.trim() })}
    >
      <p className="prose">
        Agents, tools, gates, rules and limits as Gateway decides by them now. It stays what it is.
      </p>
      <TextField
        label="Name"
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </FormSheet>
  );
}

function Simulations({ action }: { readonly action: ReactNode }) {
  const list = useList<Simulation>(['simulations', 'list'], '/v1/simulations', {}, 30_000);
  const nameOf = useNames();
  return (
    <Listing
      what="simulations"
      list={list}
      empty={
        <Empty
          what="Nothing was simulated yet."
          why="Try a change here before it is made: what it would have done to the decisions of the last week, or to one call."
          action={action}
        />
      }
    >
      <Register
        caption="Simulations, newest first"
        columns={columns(nameOf)}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/simulations/${id}`}
        more={list.more}
      />
    </Listing>
  );
}

export function SimulationsPage() {
  const view = useView(views) ?? 'simulations';
  const states = useList<PolicySnapshot>(['policy-snapshots', 'list'], '/v1/policy-snapshots', {}, 30_000);
  const [open, setOpen] = useState(false);
  const may = { simulations: useMay('simulation.run'), states: useMay('policy_snapshot.save') };
  const words = { simulations: 'Ask what Gateway would decide', states: 'Save the present state' };
  const act = may[view] ? <Button onPress={() => setOpen(true)}>{words[view]}</Button> : undefined;
  const close = () => setOpen(false);
  return (
    <Page
      title="Simulations"
      lead="What would Gateway decide? Nothing is performed, counted or asked of a person, and nothing here is in force."
      actions={act}
    >
      <Views label="Views of simulations" path="/simulations" views={views} current={view} />
      {view === 'simulations' ? (
        <Simulations action={act} />
      ) : (
        <Listing
          what="saved states"
          list={states}
          empty={
            <Empty
              what="No state was saved."
              why="Save one before a larger change, and later simulations can be asked of it."
              action={act}
            />
          }
        >
          <Register
            caption="Saved states, newest first"
            columns={stateColumns}
            rows={states.rows}
            rowKey={({ id }) => id}
            more={states.more}
          />
        </Listing>
      )}
      {open && view === 'simulations' ? <SimulationSheet snapshots={states.rows} onClose={close} /> : null}
      {open && view === 'states' ? <SaveSheet onClose={close} /> : null}
    </Page>
  );
}
