/** What is handed in for a promotion: the benefit, a stated accuracy, and pieces of evidence with where they lie. */
import { Button } from '../../../parts/button.tsx';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import type { Promotion } from './promotion.ts';

type Evidence = Promotion['evidence'][number];

export interface Asked {
  readonly businessValue: string;
  /** Percent as typed; empty for none. */
  readonly accuracy: string;
  readonly evidence: readonly Evidence[];
}

export const nothingAsked: Asked = { businessValue: '', accuracy: '', evidence: [] };

export const askedOf = ({ businessValue, accuracy, evidence }: Promotion): Asked => ({
  businessValue,
  accuracy: accuracy === null ? '' : String(accuracy * 100),
  evidence,
});

/** Pure: as platform takes it. */
export const bodyOf = ({ businessValue, accuracy, evidence }: Asked) => ({
  businessValue: businessValue.trim(),
  accuracy: accuracy.trim() === '' ? null : Number(accuracy) / 100,
  evidence: evidence
    .filter(({ statement }) => statement.trim() !== '')
    .map(({ kind, statement, link }) => ({
      kind: kind.trim(),
      statement: statement.trim(),
      link: link?.trim() || null,
    })),
});

interface OneProps {
  readonly piece: Evidence;
  readonly nth: number;
  readonly onChange: (piece: Evidence) => void;
  readonly onRemove: () => void;
}

function OnePiece({ piece, nth, onChange, onRemove }: OneProps) {
  return (
    <div className="evidence-row">
      <TextField
        label={`Evidence ${nth}: what it is`}
        placeholder="penetration test"
        required
        maxLength={100}
        value={piece.kind}
        onChange={(event) => onChange({ ...piece, kind: event.target.value })}
      />
      <TextField
        label="What it shows"
        required
        maxLength={2000}
        value={piece.statement}
        onChange={(event) => onChange({ ...piece, statement: event.target.value })}
      />
      <TextField
        label="Where it lies"
        placeholder="address, or nothing"
        maxLength={2000}
        value={piece.link ?? ''}
        onChange={(event) => onChange({ ...piece, link: event.target.value })}
      />
      <RowAct act="Remove" of={`evidence ${nth}`} onPress={onRemove} />
    </div>
  );
}

interface EvidenceFieldsProps {
  readonly value: Asked;
  readonly onChange: (value: Asked) => void;
}

export function EvidenceFields({ value, onChange }: EvidenceFieldsProps) {
  const { evidence } = value;
  const setEvidence = (pieces: readonly Evidence[]) => onChange({ ...value, evidence: pieces });
  return (
    <>
      <TextArea
        label="The measured benefit that the higher level would raise"
        required
        maxLength={4000}
        value={value.businessValue}
        onChange={(event) => onChange({ ...value, businessValue: event.target.value })}
      />
      <TextField
        label="Stated accuracy in percent, if it is known"
        type="number"
        min={0}
        max={100}
        step="any"
        value={value.accuracy}
        onChange={(event) => onChange({ ...value, accuracy: event.target.value })}
      />
      {evidence.map((piece, i) => (
        <OnePiece
          key={i}
          nth={i + 1}
          piece={piece}
          onChange={(changed) => setEvidence(evidence.with(i, changed))}
          onRemove={() => setEvidence(evidence.toSpliced(i, 1))}
        />
      ))}
      <div className="field">
        <div>
          <Button onPress={() => setEvidence([...evidence, { kind: '', statement: '', link: null }])}>
            Add evidence
          </Button>
        </div>
      </div>
    </>
  );
}
