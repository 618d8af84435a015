/** Registers an agent: what it is for and two people who answer for it. Its level starts at intern, whoever asks. */
import { riskTiers, type RiskTier } from '@gamut/kernel/agentic-terms';
import { useState, type FormEvent } from 'react';
import { useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { PersonField } from '../pick-fields.tsx';
import { useAgentChange, wrongName } from './agent.ts';

type Change = (event: { readonly target: { readonly value: string } }) => void;

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
    (name: 'name' | 'purpose'): Change =>
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
  return { fields, setFields, set, setTier, wrong, waiting, error, submit };
}

export function RegisterAgentPage() {
  const { fields, setFields, set, setTier, wrong, waiting, error, submit } = useRegistering();
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
            <PersonField
              label="Human owner"
              none="Not named yet"
              value={fields.humanOwnerId}
              onPick={(id) => setFields({ ...fields, humanOwnerId: id })}
            />
            <PersonField
              label="Security owner"
              none="Not named yet"
              value={fields.securityOwnerId}
              onPick={(id) => setFields({ ...fields, securityOwnerId: id })}
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
