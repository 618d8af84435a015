/** Registers an agent: what it is for and two people who answer for it. Its level starts at intern, whoever asks. */
import { riskTiers, type RiskTier } from '@gamut/kernel/agentic-terms';
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
import { TermField } from '../../../parts/term-field.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { useAgentChange, wrongName, type PersonRef } from './agent.ts';

type Change = (event: { readonly target: { readonly value: string } }) => void;

function usePeople() {
  return useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => getJson<ListPage<PersonRef>>('/v1/people', { limit: 200 }, signal),
  });
}

interface OwnerFieldProps {
  readonly label: string;
  readonly people: readonly PersonRef[];
  readonly value: string;
  readonly onChange: Change;
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

const untouched = {
  name: '',
  purpose: '',
  tier: 'undetermined' as RiskTier,
  humanOwnerId: '',
  securityOwnerId: '',
};

function useRegistering() {
  const { register } = useAgentChange();
  const { waiting, error, act } = useActing();
  const go = useGo();
  const [fields, setFields] = useState(untouched);
  const [wrong, setWrong] = useState<string>();
  const set =
    (name: 'name' | 'purpose' | 'humanOwnerId' | 'securityOwnerId'): Change =>
    (event) =>
      setFields({ ...fields, [name]: event.target.value });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(wrongName(fields.name));
    if (wrongName(fields.name)) return;
    const { humanOwnerId, securityOwnerId, ...rest } = fields;
    await act(async () => {
      const agent = await register({
        ...rest,
        ...(humanOwnerId ? { humanOwnerId } : {}),
        ...(securityOwnerId ? { securityOwnerId } : {}),
      });
      go(`/agents/${agent.id}`);
    });
  };
  const setTier = (tier: RiskTier) => setFields({ ...fields, tier });
  return { fields, set, setTier, wrong, waiting, error, submit };
}

export function RegisterAgentPage() {
  const { fields, set, setTier, wrong, waiting, error, submit } = useRegistering();
  const people = usePeople().data?.data ?? [];
  return (
    <Page
      title="Register an agent"
      lead="It starts as an intern, proposed: it may read and report once someone activates it, and only with both owners named."
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
              people={people}
              value={fields.humanOwnerId}
              onChange={set('humanOwnerId')}
            />
            <OwnerField
              label="Security owner"
              people={people}
              value={fields.securityOwnerId}
              onChange={set('securityOwnerId')}
            />
            <TermField label="Risk tier" terms={riskTiers} value={fields.tier} onPick={setTier} />
          </div>
          {error ? <Refusal error={error} /> : null}
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Register'}
          </Button>
        </form>
      </Section>
    </Page>
  );
}
