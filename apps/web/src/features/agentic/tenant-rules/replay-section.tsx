/** What a version would have changed in the last seven days: the sentence, the decisions, and what could not be known. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { decisionVerdict } from '../../../parts/verdict.ts';
import { count } from '../../../parts/wording.ts';
import { replayText, type RuleReplay, type RuleVersion } from './tenant-rule.ts';

type Changed = RuleReplay['changes'][number];

const columns: readonly Column<Changed>[] = [
  { head: 'Was', className: 'tight', cell: ({ was }) => <Mark {...decisionVerdict(was)} /> },
  { head: 'Would be', className: 'tight', cell: ({ would }) => <Mark {...decisionVerdict(would)} /> },
  {
    head: 'Decision',
    className: 'grow',
    plain: true,
    cell: ({ decisionId, agentName, tool }) => (
      <AppLink href={`/decisions/${decisionId}`}>
        {agentName}: {tool}
      </AppLink>
    ),
  },
  { head: `When (${zoneNow()})`, className: 'tight', cell: ({ at }) => <Time at={at} form="cell" /> },
];

function Changes({ replay }: { readonly replay: RuleReplay }) {
  if (replay.changes.length === 0) return null;
  return (
    <>
      <Register
        caption="Decisions that would change"
        columns={columns}
        rows={replay.changes}
        rowKey={({ decisionId }) => decisionId}
        rowHref={({ decisionId }) => `/decisions/${decisionId}`}
      />
      {replay.wouldChange > replay.changes.length ? (
        <p className="aside">
          The newest {count(replay.changes.length)} of {count(replay.wouldChange)}.
        </p>
      ) : null}
    </>
  );
}

function Unknown({ replay }: { readonly replay: RuleReplay }) {
  if (replay.notReplayable.length === 0) return null;
  return (
    <ul className="prose">
      {replay.notReplayable.map(({ why, count: many }) => (
        <li key={why}>
          {count(many)} could not be replayed: {why}.
        </li>
      ))}
    </ul>
  );
}

export function ReplaySection({ version }: { readonly version: RuleVersion }) {
  const { replay, replayedAt } = version;
  if (replay === null || replayedAt === null) return null;
  return (
    <Section title="What it would change" aside={<Time at={replayedAt} />}>
      <p className="prose">
        <strong>{replayText(replay)}</strong>
      </p>
      <Changes replay={replay} />
      <Unknown replay={replay} />
    </Section>
  );
}
