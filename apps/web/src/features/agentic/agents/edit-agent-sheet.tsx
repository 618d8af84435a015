/** Changes what an agent is for, who answers for it, its risk tier and its own limits over all tools. */
import { riskTiers, type RiskTier } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { TextArea } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { PersonField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';
import type { Agent } from './agent.ts';
import { LimitFields, limitOf, type LimitText } from './limit-fields.tsx';

export function EditAgentSheet({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const change = useRecordChange();
  const [purpose, setPurpose] = useState(agent.purpose);
  const [human, setHuman] = useState(agent.humanOwner?.id ?? '');
  const [security, setSecurity] = useState(agent.securityOwner?.id ?? '');
  const [tier, setTier] = useState<RiskTier>(agent.tier);
  const [limit, setLimit] = useState<LimitText>(limitOf(agent.transactionLimits));
  const perform = () =>
    change('PATCH', `/v1/agents/${agent.id}`, {
      purpose: purpose.trim(),
      humanOwnerId: human || null,
      securityOwnerId: security || null,
      tier,
      transactionLimits: limit.limits,
    });
  return (
    <FormSheet title={`Change ${agent.name}`} act="Save" wide onClose={onClose} perform={perform}>
      <TextArea
        label="What it is for"
        required
        rows={3}
        maxLength={2000}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <div className="form-grid">
        <PersonField label="Human owner" none="No one" value={human} onPick={setHuman} />
        <PersonField label="Security owner" none="No one" value={security} onPick={setSecurity} />
        <TermField label="Risk tier" terms={riskTiers} value={tier} onPick={setTier} />
      </div>
      <LimitFields of="all its tools together" value={limit} onChange={setLimit} />
    </FormSheet>
  );
}
