/** Named checks in order; green means it was verified, and nothing else is green. */
import { Mark } from '../../../parts/mark.tsx';

interface Check {
  readonly text: string;
  readonly aside: string;
  readonly holds: boolean;
}

export function ChecksList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ol className="checks">
      {checks.map(({ text, aside, holds }) => (
        <li key={text}>
          <span>
            {text} <span className="aside wrap-anywhere">{aside}</span>
          </span>
          <Mark {...(holds ? { mark: 'proof', text: 'Holds' } : { mark: 'block', text: 'Broken' })} />
        </li>
      ))}
    </ol>
  );
}
