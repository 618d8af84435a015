/** Asks for the reason of a change before it is made; the reason goes to the journal. It closes when the server has said yes. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Sheet } from './dialog.tsx';
import { TextArea } from './field.tsx';
import { Refusal } from './states.tsx';

interface ReasonDialogProps {
  readonly title: string;
  /** What will be different afterwards, in one sentence. */
  readonly consequence: string;
  readonly act: string;
  readonly weight: 'act' | 'stop';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly perform: (reason: string) => Promise<unknown>;
  /** What else has to be chosen, above the reason. */
  readonly children?: ReactNode;
}

export function ReasonDialog({
  title,
  consequence,
  act,
  weight,
  isOpen,
  onClose,
  perform,
  children,
}: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setReason('');
    setMissing(false);
    setError(undefined);
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setMissing(true);
    setWaiting(true);
    setError(undefined);
    try {
      await perform(reason.trim());
      close();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  };
  return (
    <Sheet title={title} isOpen={isOpen} onClose={close}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <p>{consequence}</p>
        {children}
        <TextArea
          label="Reason (kept in the journal)"
          value={reason}
          maxLength={2000}
          autoFocus
          onChange={(event) => {
            setReason(event.target.value);
            setMissing(false);
          }}
          error={missing ? 'Say why in a few words. The journal keeps it.' : undefined}
        />
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight={weight} isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : act}
          </Button>
          <Button onPress={close}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
