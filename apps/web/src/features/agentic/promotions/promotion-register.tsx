/** A list of promotions; each leads to its own page. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { Time } from '../../../parts/time.tsx';
import { gatesText, promotionVerdict, type Promotion } from './promotion.ts';

const columns: readonly Column<Promotion>[] = [
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...promotionVerdict(status)} />,
  },
  {
    head: 'Promotion',
    className: 'grow',
    plain: true,
    cell: ({ id, agentName, from, to }) => (
      <AppLink href={`/promotions/${id}`}>
        {agentName}: from {from} to {to}
      </AppLink>
    ),
  },
  { head: 'Gates', className: 'tight', plain: true, cell: ({ gates }) => gatesText(gates) },
  {
    head: `Asked (${zoneNow()})`,
    className: 'tight',
    cell: ({ requestedAt, requestedBy }) => (
      <>
        <Time at={requestedAt} form="cell" /> <span className="aside">{requestedBy.name}</span>
      </>
    ),
  },
  {
    head: 'Decided',
    className: 'tight',
    cell: ({ decidedAt, decidedBy }) =>
      decidedAt ? (
        <>
          <Time at={decidedAt} form="cell" /> <span className="aside">{decidedBy?.name}</span>
        </>
      ) : (
        'not yet'
      ),
  },
];

interface PromotionRegisterProps {
  readonly rows: readonly Promotion[];
  readonly more?: { readonly isLoading: boolean; readonly load: () => void } | undefined;
}

export function PromotionRegister({ rows, more }: PromotionRegisterProps) {
  return (
    <Register
      caption="Promotions"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/promotions/${id}`}
      more={more}
    />
  );
}
