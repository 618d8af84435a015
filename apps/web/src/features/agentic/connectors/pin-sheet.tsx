/** Classifies and pins one tool as the server describes it now: what kind of action it is, on what data, how risky, aimed at what. */
import {
  actionTypes,
  dataClasses,
  severities,
  type ActionType,
  type DataClass,
  type Severity,
} from '@gamut/kernel/agentic-terms';
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { boundsBody, boundsOf, boundsReadable, PinBounds } from './pin-bounds.tsx';
import {
  parsePointers,
  useConnectorChange,
  type Classification,
  type Connector,
  type ConnectorTool,
} from './connector.ts';

/** What is to be pinned: the observed digest, and the classification that stood before, when there was one. */
export interface PinCandidate {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: unknown;
  readonly observedSha256: string;
  readonly before: Classification | undefined;
}

/** What can be pinned of a tool now; undefined while its server does not describe it. */
export function candidateOf(tool: ConnectorTool): PinCandidate | undefined {
  const { name, description, inputSchema, observedSha256, actionType, dataClass, risk } = tool;
  if (observedSha256 === null) return undefined;
  const before = actionType && dataClass && risk ? { ...tool, actionType, dataClass, risk } : undefined;
  return { name, description, inputSchema, observedSha256, before };
}

/** What stays as it was classified before; this sheet asks for none of it. */
function keptOf(before: Classification | undefined): Partial<Classification> {
  if (!before) return {};
  const { targetKind, targetRoot, recursive, targetClasses } = before;
  const kept = { targetKind, targetRoot, recursive, targetClasses };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

function usePinning(connector: Connector, candidate: PinCandidate, onClose: () => void) {
  const { pin } = useConnectorChange(connector.id);
  const { waiting, error, act } = useActing();
  const { before } = candidate;
  const [actionType, setActionType] = useState<ActionType | ''>(before?.actionType ?? '');
  const [dataClass, setDataClass] = useState<DataClass | ''>(before?.dataClass ?? '');
  const [risk, setRisk] = useState<Severity | ''>(before?.risk ?? '');
  const [pointerText, setPointerText] = useState(before?.targetPointers?.join(', ') ?? '');
  const { pointers, wrong } = parsePointers(pointerText);
  const [bounds, setBounds] = useState(boundsOf(before));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wrong || !boundsReadable(bounds) || actionType === '' || dataClass === '' || risk === '') return;
    const classification: Classification = {
      ...keptOf(before),
      ...boundsBody(bounds, before),
      actionType,
      dataClass,
      risk,
      targetPointers: pointers,
    };
    if (await act(() => pin(candidate.name, candidate.observedSha256, classification))) onClose();
  };
  const terms = { actionType, setActionType, dataClass, setDataClass, risk, setRisk };
  return { terms, bounds, setBounds, pointerText, setPointerText, wrong, waiting, error, submit };
}

interface PinSheetProps {
  readonly connector: Connector;
  readonly candidate: PinCandidate;
  readonly onClose: () => void;
}

export function PinSheet({ connector, candidate, onClose }: PinSheetProps) {
  const form = usePinning(connector, candidate, onClose);
  const { terms, pointerText, setPointerText, wrong, waiting, error, submit } = form;
  return (
    <Sheet title={`Pin ${candidate.name}`} isOpen wide onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>
          You fix what the server says now, <Hash value={candidate.observedSha256} />. If it says something
          else later, calls are blocked until someone has read it again. What follows is the server’s own
          text.
        </p>
        <pre
          className="code-block pin-text"
          tabIndex={0}
          aria-label="Description and schema as the server gives them"
        >
          {`${candidate.description}\n\n${JSON.stringify(candidate.inputSchema, null, 2)}`}
        </pre>
        <div className="form-grid">
          <TermField
            label="Kind of action"
            terms={actionTypes}
            value={terms.actionType}
            onPick={terms.setActionType}
          />
          <TermField
            label="Data class"
            terms={dataClasses}
            value={terms.dataClass}
            onPick={terms.setDataClass}
          />
          <TermField label="Risk" terms={severities} value={terms.risk} onPick={terms.setRisk} />
          <TextField
            label="Where the target stands in the arguments"
            className="mono"
            placeholder="/path"
            help="JSON Pointers with commas between; empty when it has no target."
            value={pointerText}
            onChange={(event) => setPointerText(event.target.value)}
            error={wrong}
          />
        </div>
        <PinBounds bounds={form.bounds} onChange={form.setBounds} />
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Classify and pin'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
