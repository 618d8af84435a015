/** A secret on the one occasion that it is shown: whole, to copy, with what Gamut keeps of it. */
import { CopyButton } from './copy-button.tsx';

interface ShownOnceProps {
  readonly text: string;
  readonly copyLabel: string;
  /** What becomes of it, in a sentence. */
  readonly afterwards: string;
}

export function ShownOnce({ text, copyLabel, afterwards }: ShownOnceProps) {
  return (
    <div className="note note-wait">
      <p>
        <strong>Copy it now. It is shown once.</strong> {afterwards}
      </p>
      <p>
        <code className="wrap-anywhere">{text}</code>
      </p>
      <p>
        <CopyButton text={text} label={copyLabel} />
      </p>
    </div>
  );
}
