/** Rules that this organisation wrote for its agents, beyond the thirteen controls. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useMay } from '../../administration/session/session.ts';
import { ruleStanding, type RuleRow } from './tenant-rule.ts';

const columns: readonly Column<RuleRow>[] = [
  {
    head: 'Newest version',
    className: 'tight',
    cell: ({ newestStatus, newestVersion }) => (
      <Mark {...ruleStanding(newestStatus)} suffix={`(${newestVersion})`} />
    ),
  },
  {
    head: 'Rule',
    className: 'grow',
    plain: true,
    cell: ({ id, name }) => <AppLink href={`/rules/${id}`}>{name}</AppLink>,
  },
  {
    head: 'In force',
    className: 'tight',
    cell: ({ publishedVersion }) => (publishedVersion === null ? 'no' : `version ${publishedVersion}`),
  },
  {
    head: `Written (${zoneNow()})`,
    className: 'tight',
    cell: ({ createdAt }) => <Time at={createdAt} form="cell" />,
  },
];

export function TenantRulesPage() {
  const list = useList<RuleRow>(['tenant-rules', 'list'], '/v1/tenant-rules', {}, 30_000);
  const mayWrite = useMay('tenant_rule.write');
  const write = mayWrite ? (
    <AppLink className="button" href="/rules/new">
      Write a rule
    </AppLink>
  ) : undefined;
  return (
    <Page
      title="Rules"
      lead="What this organisation forbids beyond the thirteen controls, in Cedar. A rule only tightens. It is tested, replayed over the last seven days, and published by somebody else than its writer."
      actions={write}
    >
      <Listing
        what="rules"
        list={list}
        empty={
          <Empty
            what="This organisation has no rules of its own."
            why="The thirteen controls, permissions and gates hold without any. Write a rule for what they can’t say, such as payments at night."
            action={write}
          />
        }
      >
        <Register
          caption="Rules"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/rules/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
