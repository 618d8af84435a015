/** One rule: the version that is looked at with its text, tests and replay, what may be done with it, and all its versions. */
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { useInAddress } from '../../../parts/views.tsx';
import { Unread } from '../../../parts/unread.tsx';
import { useMay } from '../../administration/session/session.ts';
import { CedarText } from './cedar-field.tsx';
import { ReplaySection } from './replay-section.tsx';
import { RuleActs } from './rule-acts.tsx';
import {
  callText,
  expectation,
  ruleStanding,
  testFaults,
  type RuleTest,
  type RuleVersion,
  type TenantRule,
} from './tenant-rule.ts';
import { useRule } from './use-rule.ts';

interface By {
  readonly at: string | null;
  readonly who: { readonly name: string } | null;
}

function Done({ at, who }: By) {
  if (at === null) return 'not yet';
  return (
    <>
      <Time at={at} form="cell" /> <span className="aside">{who?.name}</span>
    </>
  );
}

function TestTable({ version, refused }: { readonly version: RuleVersion; readonly refused: unknown }) {
  const faults = testFaults(refused);
  const passed = version.status !== 'draft';
  const columns: readonly Column<RuleTest & { readonly place: number }>[] = [
    {
      head: 'The rule must',
      className: 'tight',
      plain: true,
      cell: ({ expect }) => <Mark {...expectation(expect)} />,
    },
    {
      head: 'Call',
      className: 'grow',
      plain: true,
      cell: (test) => (
        <>
          <strong>{test.name}</strong>
          <br />
          <span className="aside">{callText(test)}</span>
          {faults.has(test.place) ? <p className="field-error">{faults.get(test.place)}</p> : null}
        </>
      ),
    },
    {
      head: 'Came out',
      className: 'tight',
      cell: ({ place }) => (passed ? 'as it must' : faults.has(place) ? 'otherwise' : 'not run yet'),
    },
  ];
  return (
    <Register
      caption="Tests"
      columns={columns}
      rows={version.tests.map((test, place) => ({ ...test, place }))}
      rowKey={({ place }) => String(place)}
    />
  );
}

const versionColumns = (ruleId: string): readonly Column<RuleVersion>[] => [
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...ruleStanding(status)} />,
  },
  {
    head: 'Version',
    className: 'grow',
    plain: true,
    cell: ({ version, why }) => (
      <>
        <AppLink href={`/rules/${ruleId}?version=${version}`}>Version {version}</AppLink>
        <br />
        <span className="aside">“{why}”</span>
      </>
    ),
  },
  {
    head: `Written (${zoneNow()})`,
    className: 'tight',
    cell: ({ writtenAt, writtenBy }) => <Done at={writtenAt} who={writtenBy} />,
  },
  {
    head: 'Published',
    className: 'tight',
    cell: ({ publishedAt, publishedBy }) => <Done at={publishedAt} who={publishedBy} />,
  },
  {
    head: 'Retired',
    className: 'tight',
    cell: ({ retiredAt, retiredBy }) => <Done at={retiredAt} who={retiredBy} />,
  },
];

function OneVersion({ rule, version }: { readonly rule: TenantRule; readonly version: RuleVersion }) {
  const [refused, setRefused] = useState<unknown>();
  return (
    <>
      <Section title={`Version ${version.version}`} aside={<Mark {...ruleStanding(version.status)} />}>
        <RuleActs rule={rule} version={version} onRefused={setRefused} />
        <Particulars
          rows={[
            ['Why it stands', version.why],
            ['What to do instead', version.fix],
            ['Written by', version.writtenBy.name],
            ...(version.retireReason === null ? [] : [['Why it was retired', version.retireReason] as const]),
            ['Text', <Hash key="text" value={version.cedarSha256} />],
          ]}
        />
        <CedarText text={version.cedar} label={`Version ${version.version} in Cedar`} />
      </Section>
      <Section title="Tests beside it">
        <TestTable version={version} refused={refused} />
      </Section>
      <ReplaySection version={version} />
    </>
  );
}

export function TenantRulePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const asked = Number(useInAddress('version'));
  const { data, error, refetch } = useRule(id);
  const mayWrite = useMay('tenant_rule.write');
  if (!data) return <Unread what="the rule" error={error} retry={refetch} />;
  const shown = data.versions.find(({ version }) => version === asked) ?? data.versions[0];
  const inForce = data.versions.find(({ status }) => status === 'published');
  const next = mayWrite ? (
    <AppLink className="button" href={`/rules/${data.id}/next`}>
      Write the next version
    </AppLink>
  ) : undefined;
  return (
    <Page
      title={data.name}
      lead={inForce ? `Version ${inForce.version} is in force.` : 'No version of it is in force.'}
      actions={next}
    >
      {shown ? <OneVersion key={shown.version} rule={data} version={shown} /> : null}
      <Section title="All versions">
        <Register
          caption="All versions"
          columns={versionColumns(data.id)}
          rows={data.versions}
          rowKey={({ version }) => String(version)}
          rowHref={({ version }) => `/rules/${data.id}?version=${version}`}
        />
      </Section>
    </Page>
  );
}
