/** Registers an agent: what it is for, two people who answer for it, and a level that starts at intern. */
import { riskTiers } from '@gamut/kernel/agentic-terms';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { getJson } from '../../../api/client.ts';
import type { Page as ListPage } from '../../../api/page.ts';
import { useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextArea, TextField } from '../../../parts/field.tsx';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { termText } from '../../../parts/wording.ts';
import { useAgentChange, wrongName, type PersonRef } from './agent.ts';

function usePeople() {
  return useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => getJson<ListPage<PersonRef>>('/v1/people', {}, signal),
  });
}

export function RegisterAgentPage() {
  const { register } = useAgentChange();
  const people = usePeople();
  const go = useGo();
  const [fields, setFields] = useState({
    name: '',
    purpose: '',
    tier: 'undetermined',
    humanOwnerId: '',
    securityOwnerId: '',
  });
  const [error, setError] = useState<unknown>();
  const [wrong, setWrong] = useState<string>();
  const set = (name: keyof typeof fields) => (event: { readonly target: { readonly value: string } }) =>
    setFields({ ...fields, [name]: event.target.value });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(wrongName(fields.name));
    if (wrongName(fields.name)) return;
    setError(undefined);
    const { humanOwnerId, securityOwnerId, ...rest } = fields;
    try {
      const agent = await register({
        ...rest,
        ...(humanOwnerId ? { humanOwnerId } : {}),
        ...(securityOwnerId ? { securityOwnerId } : {}),
      });
      go(`/agents/${agent.id}`);
    } catch (thrown) {
      setError(thrown);
    }
  };
  const owners = people.data?.data ?? [];
  return (
    <Page
      title="Register an agent"
      lead="It starts as an intern: it may read and report, and nothing else. It can’t act until it has both owners."
    >
      <Section title="The agent">
        <form className="prose" onSubmit={(event) => void submit(event)} noValidate>
          <TextField
            label="Name"
            required
            maxLength={63}
            placeholder="claims-triage"
            value={fields.name}
            onChange={set('name')}
            error={wrong}
          />
          <TextArea
            label="What it is for"
            required
            maxLength={2000}
            rows={3}
            value={fields.purpose}
            onChange={set('purpose')}
          />
          <div className="form-grid">
            <OwnerField
              label="Human owner"
              people={owners}
              value={fields.humanOwnerId}
              onChange={set('humanOwnerId')}
            />
            <OwnerField
              label="Security owner"
              people={owners}
              value={fields.securityOwnerId}
              onChange={set('securityOwnerId')}
            />
            <SelectField label="Risk tier" value={fields.tier} onChange={set('tier')}>
              {riskTiers.map((tier) => (
                <option key={tier} value={tier}>
                  {termText(tier)}
                </option>
              ))}
            </SelectField>
          </div>
          {error ? <Refusal error={error} /> : null}
          <Button type="submit" weight="act">
            Register
          </Button>
        </form>
      </Section>
    </Page>
  );
}

interface OwnerFieldProps {
  readonly label: string;
  readonly people: readonly PersonRef[];
  readonly value: string;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
}

function OwnerField({ label, people, value, onChange }: OwnerFieldProps) {
  return (
    <SelectField label={label} value={value} onChange={onChange}>
      <option value="">Not named yet</option>
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
