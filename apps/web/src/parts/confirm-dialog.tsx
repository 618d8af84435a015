/** Asks once before something ends that can't be brought back; it closes when the server has said yes. */
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Sheet } from './dialog.tsx';
import { Refusal } from './states.tsx';
import { useActing } from './use-acting.ts';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will be different afterwards. */
  readonly consequence: ReactNode;
  readonly act: string;
  readonly weight?: 'act' | 'stop';
  readonly onClose: () => void;
  /** After it was done, where that is something else than closing. */
  readonly onDone?: () => void;
  readonly perform: () => Promise<unknown>;
  /** What is still to be chosen. */
  readonly children?: ReactNode;
}

export function ConfirmDialog({
  title,
  consequence,
  act,
  weight = 'stop',
  onClose,
  onDone = onClose,
  perform,
  children,
}: ConfirmDialogProps) {
  const { waiting, error, act: run } = useActing();
  const confirm = async () => {
    if (await run(perform)) onDone();
  };
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      <p className="prose">{consequence}</p>
      {children}
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button weight={weight} isDisabled={waiting} onPress={() => void confirm()}>
          {waiting ? 'Waiting for the journal …' : act}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Sheet>
  );
}
