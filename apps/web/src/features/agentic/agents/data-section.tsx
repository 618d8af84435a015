/** Which classes of data an agent may handle, and how. A class that is not named is one it may not touch. */
import { dataClasses, dataHandlings, type DataClass, type DataHandling } from '@gamut/kernel/agentic-terms';
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { flowFor } from '../data-flows/flow-for.ts';
import { MadeLine } from '../made.tsx';
import { handlingText, useAgentChange, type Agent } from './agent.ts';

function DataFlowSheet({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const change = useAgentChange();
  const { waiting, error, act } = useActing();
  const [dataClass, setDataClass] = useState<DataClass>('internal');
  const [handling, setHandling] = useState<DataHandling>('full');
  // as it stood when the sheet was opened: what came since is told, not overwritten
  const [seen] = useState(agent.dataFlows);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const was = flowFor(seen, dataClass) ?? null;
    if (await act(() => change.setDataFlow({ agentId: agent.id, dataClass, handling, was }))) onClose();
  };
  return (
    <Sheet title={`Data that ${agent.name} may handle`} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <div className="form-grid">
          <TermField label="Data class" terms={dataClasses} value={dataClass} onPick={setDataClass} />
          <TermField
            label="How"
            terms={dataHandlings}
            value={handling}
            onPick={setHandling}
            text={handlingText}
          />
        </div>
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Set'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}

export function DataSection({ agent }: { readonly agent: Agent }) {
  const [open, setOpen] = useState(false);
  const may = useMay('data_flow.set');
  return (
    <Section title="Data it may handle">
      {agent.dataFlows.length === 0 ? (
        <p className="prose">No data class. Every action on data is blocked.</p>
      ) : (
        <Particulars
          rows={agent.dataFlows.map(
            ({ dataClass, handling, setAt, setBy }) =>
              [
                termText(dataClass),
                <>
                  {handlingText(handling)}
                  <MadeLine act="Set" at={setAt} by={setBy} />
                </>,
              ] as const,
          )}
        />
      )}
      {may && agent.status !== 'retired' ? (
        <div className="buttons">
          <Button onPress={() => setOpen(true)}>Set a data class</Button>
        </div>
      ) : null}
      {open ? <DataFlowSheet agent={agent} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
