/** A sheet with one form and one act: sends, shows what was refused, closes when the server has said yes. */
import type { FormEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { Sheet } from './dialog.tsx';
import { Refusal } from './states.tsx';
import { useActing } from './use-acting.ts';

interface FormSheetProps {
  readonly title: string;
  readonly act: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  /** True when what was entered can be sent; the fields say what is wrong. */
  readonly ready?: () => boolean;
  readonly perform: () => Promise<unknown>;
  readonly children: ReactNode;
}

export function FormSheet({ title, act, wide = false, onClose, ready, perform, children }: FormSheetProps) {
  const { waiting, error, act: run } = useActing();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (ready && !ready()) return;
    if (await run(perform)) onClose();
  };
  return (
    <Sheet title={title} isOpen wide={wide} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        {children}
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : act}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
