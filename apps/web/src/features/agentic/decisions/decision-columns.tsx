/** The columns of a list of decisions, shared by the list, an agent's page and the overview's links. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import type { Column } from '../../../parts/register.tsx';
import { Time } from '../../../parts/time.tsx';
import { decisionVerdict, outcomeVerdict } from '../../../parts/verdict.ts';
import { count, lowerTerm } from '../../../parts/wording.ts';
import type { DecisionRow } from './decision.ts';

export const decisionColumns: readonly Column<DecisionRow>[] = [
  {
    head: `When (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ at }) => <Time at={at} form="cell" />,
  },
  {
    head: 'Decision',
    className: 'tight',
    plain: true,
    cell: ({ kind }) => <Mark {...decisionVerdict(kind)} />,
  },
  { head: 'Agent', className: 'tight', plain: true, cell: ({ agentName }) => agentName },
  {
    head: 'Asked for',
    className: 'grow',
    plain: true,
    cell: ({ id, tool, reasonCodes }) => (
      <>
        <AppLink href={`/decisions/${id}`}>
          <code>{tool}</code>
        </AppLink>{' '}
        <span className="aside">{reasonCodes.map(lowerTerm).join(', ')}</span>
      </>
    ),
  },
  {
    head: 'Outcome',
    className: 'tight',
    plain: true,
    cell: ({ state }) => (state === 'decided' ? null : <Mark {...outcomeVerdict(state)} />),
  },
  { head: 'Journal', className: 'end', cell: ({ seq }) => <code>{count(seq)}</code> },
];
