/** Writes a rule, or its next version: its text, why it stands, what to do instead, and the tests beside it. */
import { useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { Unread } from '../../../parts/unread.tsx';
import { useRecordChange } from '../record-change.ts';
import { CedarField } from './cedar-field.tsx';
import { blankRule, fieldsLike, versionOf, wrongTest, wrongTests, type RuleFields } from './rule-form.ts';
import { cedarFaults, testFaults, type TenantRule } from './tenant-rule.ts';
import { TestList } from './test-fields.tsx';
import { useRule } from './use-rule.ts';

interface FormProps {
  readonly begin: RuleFields;
  /** The rule whose next version it is; none yet for a new one. */
  readonly ruleId?: string;
}

function useWriting({ begin, ruleId }: FormProps) {
  const change = useRecordChange();
  const go = useGo();
  const { waiting, error, act } = useActing();
  const [fields, setFields] = useState(begin);
  const [tried, setTried] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrongTests(fields.tests) ?? fields.tests.find((test) => wrongTest(test))) return;
    await act(async () => {
      const written = versionOf(fields);
      const rule =
        ruleId === undefined
          ? await change<TenantRule>('POST', '/v1/tenant-rules', { name: fields.name.trim(), ...written })
          : await change<TenantRule>('POST', `/v1/tenant-rules/${ruleId}/versions`, written);
      go(`/rules/${rule.id}`);
    });
  };
  return {
    fields,
    set: (next: Partial<RuleFields>) => setFields({ ...fields, ...next }),
    tried,
    waiting,
    error,
    submit,
  };
}

interface SaidProps {
  readonly fields: RuleFields;
  readonly set: (next: Partial<RuleFields>) => void;
}

function Said({ fields, set }: SaidProps) {
  return (
    <>
      <TextArea
        label="Why it stands (kept in the journal)"
        required
        minLength={3}
        maxLength={2000}
        rows={2}
        value={fields.why}
        onChange={(event) => set({ why: event.target.value })}
      />
      <TextField
        label="What to do instead, as the agent is told"
        required
        maxLength={500}
        value={fields.fix}
        onChange={(event) => set({ fix: event.target.value })}
      />
    </>
  );
}

function RuleForm(props: FormProps) {
  const { fields, set, tried, waiting, error, submit } = useWriting(props);
  const lopsided = tried ? wrongTests(fields.tests) : undefined;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Section title="The rule">
        {props.ruleId === undefined ? (
          <TextField
            label="Name"
            required
            maxLength={100}
            value={fields.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        ) : null}
        <CedarField
          label="The rule in Cedar"
          value={fields.cedar}
          faults={cedarFaults(error)}
          onChange={(cedar) => set({ cedar })}
        />
        <Said fields={fields} set={set} />
      </Section>
      <Section
        title="Tests beside it"
        aside="what a test leaves out: a Tuesday noon, a junior agent, a tool of low risk"
      >
        <TestList
          tests={fields.tests}
          tried={tried}
          refused={testFaults(error)}
          onChange={(tests) => set({ tests })}
        />
        {lopsided ? (
          <p className="field-error" role="alert">
            {lopsided}
          </p>
        ) : null}
      </Section>
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button type="submit" weight="act" isDisabled={waiting}>
          {waiting ? 'Waiting for the journal …' : 'Keep as a draft'}
        </Button>
      </div>
    </form>
  );
}

export function NewRulePage() {
  return (
    <Page
      title="Write a rule"
      lead="A rule only tightens: it forbids, asks a person, or reduces. A draft binds nobody."
    >
      <RuleForm begin={blankRule} />
    </Page>
  );
}

export function NextVersionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useRule(id);
  const newest = data?.versions[0];
  if (!data || !newest) return <Unread what="the rule" error={error} retry={refetch} />;
  return (
    <Page
      title={`Next version of ${data.name}`}
      lead={`It begins as version ${newest.version}. What is in force stays in force until the new version is published.`}
    >
      <RuleForm key={newest.version} begin={fieldsLike(data.name, newest)} ruleId={data.id} />
    </Page>
  );
}
