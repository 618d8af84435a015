/** The plan: what it entitles to, and each limit in plain numbers before it bites: used, left, when it begins anew. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { TimeWithDistance } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import {
  entitlementText,
  quotaText,
  quotaVerdict,
  rateText,
  usePlan,
  type Plan,
  type Quota,
} from './plan.ts';

const usedText = ({ used, reserved, limit }: Quota): string =>
  `${count(used)} of ${count(limit)}${reserved > 0 ? `, ${count(reserved)} under way` : ''}`;

const quotaColumns: readonly Column<Quota>[] = [
  {
    head: 'Limit',
    className: 'grow',
    plain: true,
    cell: ({ quota, span }) => `${quotaText(quota)}, a ${span}`,
  },
  {
    head: 'Used',
    className: 'tight',
    cell: (quota) => (quota.limit === 0 ? null : usedText(quota)),
  },
  { head: 'Left', className: 'tight', plain: true, cell: (quota) => <Mark {...quotaVerdict(quota)} /> },
  {
    head: 'Begins anew',
    className: 'tight',
    cell: ({ resetsAt, limit }) => (limit === 0 ? null : <TimeWithDistance at={resetsAt} />),
  },
];

const rateColumns: readonly Column<Plan['rates'][number]>[] = [
  { head: 'Requests', className: 'grow', plain: true, cell: (rate) => rateText(rate.class) },
  { head: 'At once', className: 'end', cell: ({ atOnce }) => count(atOnce) },
  { head: 'A minute', className: 'end', cell: ({ perMinute }) => count(perMinute) },
];

function TrialNote({ endsAt, over }: { readonly endsAt: string; readonly over: boolean }) {
  return (
    <div className="note note-degrade">
      <p>
        <strong>
          {over ? 'The trial ended ' : 'The trial ends '}
          <TimeWithDistance at={endsAt} />.
        </strong>{' '}
        {over
          ? 'What was recorded is kept. The operator of Gamut gives the organisation another plan.'
          : 'From then on people may sign in and no more, and agents are blocked, until the operator of Gamut gives the organisation another plan. Nothing is lost.'}
      </p>
    </div>
  );
}

export function PlanPage() {
  const { data: plan, error, refetch } = usePlan();
  if (!plan) return <Unread what="the plan" error={error} retry={refetch} />;
  return (
    <Page
      title={`Plan: ${termText(plan.plan)}`}
      lead="What anybody here may do is the lower of what this plan entitles to and what their role permits. The operator of Gamut changes a plan; nothing is lost when one is lowered."
    >
      {plan.trialEndsAt ? <TrialNote endsAt={plan.trialEndsAt} over={plan.plan !== 'trial'} /> : null}
      <Section title="Included" aside={<AppLink href="/roles">Roles × capabilities</AppLink>}>
        {plan.entitlements.length === 0 ? (
          <p className="prose">Nothing: people may sign in, and no more.</p>
        ) : (
          <ul className="included">
            {plan.entitlements.map((entitlement) => (
              <li key={entitlement}>{entitlementText(entitlement)}.</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="AI assistance" aside="for the whole organisation, spent before the work is done">
        <Register
          caption="Quotas of AI assistance"
          columns={quotaColumns}
          rows={plan.quotas}
          rowKey={({ quota, span }) => `${quota} ${span}`}
        />
      </Section>
      <Section title="Requests" aside="for one session or API token">
        <Register
          caption="Request rates"
          columns={rateColumns}
          rows={plan.rates}
          rowKey={(rate) => rate.class}
        />
      </Section>
    </Page>
  );
}
