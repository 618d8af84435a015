/** Asking for a promotion, changing what was handed in, and signing it by name. */
import { useState } from 'react';
import { TextArea } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useRecordChange } from '../record-change.ts';
import { askedOf, bodyOf, EvidenceFields, nothingAsked } from './evidence-fields.tsx';
import { capacityText, unsigned, type Capacity, type Promotion } from './promotion.ts';

interface AskSheetProps {
  readonly agent: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

export function AskSheet({ agent, onClose }: AskSheetProps) {
  const change = useRecordChange();
  const [asked, setAsked] = useState(nothingAsked);
  return (
    <FormSheet
      title={`Ask for the promotion of ${agent.name}`}
      act="Ask"
      wide
      onClose={onClose}
      perform={() => change('POST', '/v1/promotions', { agentId: agent.id, ...bodyOf(asked) })}
    >
      <EvidenceFields value={asked} onChange={setAsked} />
    </FormSheet>
  );
}

interface PromotionSheetProps {
  readonly promotion: Promotion;
  readonly onClose: () => void;
}

export function AmendSheet({ promotion, onClose }: PromotionSheetProps) {
  const change = useRecordChange();
  const [asked, setAsked] = useState(askedOf(promotion));
  return (
    <FormSheet
      title="Change what was handed in"
      act="Change; signatures start anew"
      wide
      onClose={onClose}
      perform={() => change('POST', `/v1/promotions/${promotion.id}/amend`, bodyOf(asked))}
    >
      <EvidenceFields value={asked} onChange={setAsked} />
    </FormSheet>
  );
}

export function SignSheet({ promotion, onClose }: PromotionSheetProps) {
  const change = useRecordChange();
  const open = unsigned(promotion);
  const [capacity, setCapacity] = useState<Capacity>(open[0] ?? 'business');
  const [note, setNote] = useState('');
  return (
    <FormSheet
      title={`Sign the promotion of ${promotion.agentName}`}
      act="Sign"
      onClose={onClose}
      perform={() =>
        change('POST', `/v1/promotions/${promotion.id}/sign-offs`, { capacity, note: note.trim() })
      }
    >
      <p className="prose">
        Your name stands under it. Each signature is another person’s; who asked can’t sign.
      </p>
      <TermField label="You sign" terms={open} value={capacity} text={capacityText} onPick={setCapacity} />
      <TextArea
        label="What you looked at (kept in the journal)"
        required
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormSheet>
  );
}
