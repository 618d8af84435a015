/** The least that an agent was seen to need: what to permit, to keep and to withdraw. Nothing of it holds before a person accepts it. */
import { Fragment, useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty, Loading, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, plural } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import {
  chosenFrom,
  placesText,
  untouched,
  useDraft,
  type Choice,
  type DraftedTool,
  type ToolListDraft,
} from './observe.ts';

interface ChoiceProps {
  readonly choice: Choice;
  /** Undefined: nothing can be chosen, only read. */
  readonly choose: ((choice: Choice) => void) | undefined;
}

function Tick({ id, of, choice, choose }: ChoiceProps & { readonly id: string; readonly of: string }) {
  if (!choose) return null;
  const toggle = () => {
    const left = new Set(choice.left);
    if (!left.delete(id)) left.add(id);
    choose({ ...choice, left });
  };
  return <input type="checkbox" aria-label={of} checked={!choice.left.has(id)} onChange={toggle} />;
}

function Places({ tool, choice, choose }: ChoiceProps & { readonly tool: DraftedTool }) {
  const drafted = placesText(tool.targetsUnder);
  if (!choose) return drafted === '' ? 'anywhere the tool reaches' : <code>{drafted}</code>;
  return (
    <input
      type="text"
      className="mono"
      aria-label={`Only under, for ${tool.tool}`}
      placeholder="anywhere the tool reaches"
      value={choice.places[tool.toolId] ?? drafted}
      onChange={(event) =>
        choose({ ...choice, places: { ...choice.places, [tool.toolId]: event.target.value } })
      }
    />
  );
}

const name: Column<{ readonly tool: string }> = {
  head: 'Tool',
  className: 'grow',
  plain: true,
  cell: ({ tool }) => <code className="wrap-anywhere">{tool}</code>,
};
const lastUsed: Column<{ readonly lastUsedAt: string | null }> = {
  head: 'Last used',
  className: 'tight',
  cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} form="cell" /> : 'never'),
};
const used: readonly Column<DraftedTool>[] = [
  {
    head: 'Calls',
    className: 'tight',
    cell: ({ performed, refused }) =>
      `${count(performed)}${refused > 0 ? `, ${count(refused)} refused` : ''}`,
  },
  {
    head: 'Most in a minute',
    className: 'tight',
    cell: ({ callsPerMinuteSeen }) => count(callsPerMinuteSeen),
  },
  { head: 'Last', className: 'tight', cell: ({ lastUsedAt }) => <Time at={lastUsedAt} form="cell" /> },
];

const permitColumns = (props: ChoiceProps): readonly Column<DraftedTool>[] => [
  ...(props.choose
    ? [
        {
          head: 'Permit',
          className: 'dot' as const,
          cell: (row: DraftedTool) => <Tick {...props} id={row.toolId} of={`Permit ${row.tool}`} />,
        },
      ]
    : []),
  name,
  ...used,
  { head: 'Only under', cell: (row) => <Places {...props} tool={row} /> },
];

type Unused = ToolListDraft['withdraw'][number];
const withdrawColumns = (props: ChoiceProps): readonly Column<Unused>[] => [
  ...(props.choose
    ? [
        {
          head: 'Withdraw',
          className: 'dot' as const,
          cell: (row: Unused) => <Tick {...props} id={row.permissionId} of={`Withdraw ${row.tool}`} />,
        },
      ]
    : []),
  name,
  { head: 'Permitted', className: 'tight', cell: ({ grantedAt }) => <Time at={grantedAt} form="cell" /> },
  lastUsed,
];

type UnusedByToolset = ToolListDraft['unusedByToolset'][number];
const unusedColumns: readonly Column<UnusedByToolset>[] = [
  name,
  {
    head: 'Held by',
    cell: ({ toolsets, permissionId }) => (
      <>
        {toolsets.map(({ id, name: toolset }, at) => (
          <Fragment key={id}>
            {at > 0 ? ', ' : ''}
            <AppLink href={`/plans/${id}`}>{toolset}</AppLink>
          </Fragment>
        ))}
        {permissionId === null ? '' : ', and its own permission'}
      </>
    ),
  },
  lastUsed,
];

interface PartProps<Row> {
  readonly title: string;
  readonly aside: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Said in place of the rows; left out, an empty part is not shown at all. */
  readonly none?: string;
}

function Part<Row>({ title, aside, none, ...list }: PartProps<Row>) {
  if (list.rows.length === 0 && none === undefined) return null;
  return (
    <Section title={title} aside={aside}>
      {list.rows.length === 0 ? (
        <Empty what="Nothing." why={none ?? ''} />
      ) : (
        <Register caption={title} {...list} />
      )}
    </Section>
  );
}

const ofTool = ({ toolId }: { readonly toolId: string }) => toolId;

function Parts({ draft, ...props }: ChoiceProps & { readonly draft: ToolListDraft }) {
  return (
    <>
      <Part
        title="Used, and not permitted"
        aside="Permitted once you accept"
        none="It used no tool that it lacks."
        columns={permitColumns(props)}
        rows={draft.permit}
        rowKey={ofTool}
      />
      <Part
        title="Permitted, and not used"
        aside="Withdrawn once you accept"
        none="It used every tool that it has."
        columns={withdrawColumns(props)}
        rows={draft.withdraw}
        rowKey={({ permissionId }) => permissionId}
      />
      <Part
        title="Held by toolsets, and not used"
        aside="Stays: take the toolset from it, or the tool out of the toolset"
        columns={unusedColumns}
        rows={draft.unusedByToolset}
        rowKey={ofTool}
      />
      <Part
        title="Permitted, and used"
        aside="Stays as it is"
        columns={[name, ...used]}
        rows={draft.keep}
        rowKey={ofTool}
      />
      <Part
        title="Tried, and refused"
        aside="Observe mode does not reach these"
        columns={[name, ...used]}
        rows={draft.refused}
        rowKey={ofTool}
      />
    </>
  );
}

function AcceptSheet({
  draft,
  choice,
  onClose,
}: {
  readonly draft: ToolListDraft;
  readonly choice: Choice;
  readonly onClose: () => void;
}) {
  const change = useRecordChange();
  const chosen = chosenFrom(draft, choice);
  const [permitted, withdrawn] = [chosen.permit.length, chosen.withdraw.length];
  return (
    <ReasonDialog
      title={`Accept the list for ${draft.period.agentName}`}
      consequence={`Permits ${count(permitted)} ${plural(permitted, 'tool')}, withdraws ${count(withdrawn)}, and ends observe mode, all at once.`}
      act="Accept the list"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) =>
        change('POST', `/v1/observe-periods/${draft.period.id}/accept`, { ...chosen, reason })
      }
    />
  );
}

export function DraftSection({ periodId }: { readonly periodId: string }) {
  const { data: draft, error, refetch } = useDraft(periodId);
  const may = useMay('observe_period.accept');
  const [choice, setChoice] = useState(untouched);
  const [accepting, setAccepting] = useState(false);
  if (error && !draft) return <Refusal error={error} retry={refetch} />;
  if (!draft) return <Loading what="the draft" />;
  const open = may && draft.period.endedHow !== 'accepted';
  if (draft.decisions === 0)
    return (
      <Empty what="It has called nothing yet." why="What it uses while it is observed is listed here." />
    );
  return (
    <>
      <Parts draft={draft} choice={choice} choose={open ? setChoice : undefined} />
      {open ? (
        <div className="buttons">
          <Button weight="act" onPress={() => setAccepting(true)}>
            Accept the list
          </Button>
        </div>
      ) : null}
      {accepting ? <AcceptSheet draft={draft} choice={choice} onClose={() => setAccepting(false)} /> : null}
    </>
  );
}
