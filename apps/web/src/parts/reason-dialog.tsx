/** Asks for the reason of a change before it is made; the reason goes to the journal. It closes when the server has said yes. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Sheet } from './dialog.tsx';
import { TextArea } from './field.tsx';
import { reasonLengthMax, wrongReason } from './reason.ts';
import { Refusal } from './states.tsx';
import { useActing } from './use-acting.ts';

interface ReasonDialogProps {
  readonly title: string;
  /** What will be different afterwards, in one sentence. */
  readonly consequence: string;
  /** What is asked for, where it is something else than a reason. */
  readonly reasonLabel?: string;
  readonly act: string;
  readonly weight: 'act' | 'stop' | 'halt';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** After it was done, where that is something else than closing. */
  readonly onDone?: (() => void) | undefined;
  readonly perform: (reason: string) => Promise<unknown>;
  /** What else has to be chosen, above the reason. */
  readonly children?: ReactNode;
}

type Ends = Pick<ReasonDialogProps, 'perform' | 'onClose' | 'onDone'>;

function useReasonForm({ perform, onClose, onDone }: Ends) {
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const { waiting, error, act, forget } = useActing();
  const close = () => {
    setReason('');
    setWrong(undefined);
    forget();
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(wrongReason(reason));
    if (wrongReason(reason)) return;
    if (await act(() => perform(reason.trim()))) (onDone ?? close)();
  };
  const write = (text: string) => {
    setReason(text);
    setWrong(undefined);
  };
  return { reason, write, wrong, waiting, error, submit, close };
}

export function ReasonDialog({
  title,
  consequence,
  reasonLabel = 'Reason (kept in the journal)',
  act,
  weight,
  isOpen,
  onClose,
  onDone,
  perform,
  children,
}: ReasonDialogProps) {
  const form = useReasonForm({ perform, onClose, onDone });
  return (
    <Sheet title={title} isOpen={isOpen} onClose={form.close}>
      <form onSubmit={(event) => void form.submit(event)} noValidate>
        <p>{consequence}</p>
        {children}
        <TextArea
          label={reasonLabel}
          value={form.reason}
          maxLength={reasonLengthMax}
          autoFocus
          onChange={(event) => form.write(event.target.value)}
          error={form.wrong}
        />
        {form.error ? <Refusal error={form.error} /> : null}
        <div className="buttons">
          <Button type="submit" weight={weight} isDisabled={form.waiting}>
            {form.waiting ? 'Waiting for the journal …' : act}
          </Button>
          <Button onPress={form.close}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
