/**
 * Takes a permission or a toolset from an agent. What it also holds in another way would stay, so the dialog names it and asks: taken
 * too, or left. What is left on wider terms the server says once more, and what it loses, in the record.
 */
import { useState } from 'react';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useRecordChange } from '../record-change.ts';
import { useWays } from './other-ways.ts';
import { useToolChoices } from './tool-checks.tsx';

export interface Taken {
  readonly way: 'tool-permissions' | 'toolset-grants';
  readonly id: string;
  readonly name: string;
  /** As agents see them. */
  readonly tools: readonly string[];
}

const rests = ['take', 'stay'] as const;
type Rest = (typeof rests)[number];
const restText: Readonly<Record<Rest, string>> = {
  take: 'Take these away as well',
  stay: 'Let these stay, on their own terms alone',
};

interface TakeAwayProps {
  readonly agent: { readonly id: string; readonly name: string };
  readonly taken: Taken;
  readonly onClose: () => void;
}

export function TakeAway({ agent, taken, onClose }: TakeAwayProps) {
  const change = useRecordChange();
  const choices = useToolChoices();
  const [rest, setRest] = useState<Rest>('take');
  const { data: ways = [], isPending, error } = useWays([agent], taken.tools);
  const others = ways.filter(({ id }) => id !== taken.id);
  const staying = new Set(others.map(({ tool }) => tool));
  const asked = (): string => {
    if (others.length === 0) return '';
    if (rest === 'take') return '?rest=take';
    const ids = choices.filter(({ name }) => staying.has(name)).map(({ id }) => id);
    return `?stays=${ids.join(',')}`;
  };
  return (
    <ConfirmDialog
      title={`Take ${taken.name} from ${agent.name}`}
      consequence={
        taken.way === 'tool-permissions'
          ? 'Its next call of this tool is blocked.'
          : 'What only this toolset permitted is blocked from the next call on.'
      }
      act="Take away"
      onClose={onClose}
      perform={() => change('DELETE', `/v1/${taken.way}/${taken.id}${asked()}`)}
    >
      {isPending ? <Loading what="what else it holds" /> : null}
      {error ? <Refusal error={error} /> : null}
      {others.length === 0 ? null : (
        <>
          <p className="prose">The agent also holds:</p>
          <ul className="also-held">
            {others.map(({ id, tool, by }) => (
              <li key={`${id} ${tool}`}>
                <code className="wrap-anywhere">{tool}</code> by {by}
              </li>
            ))}
          </ul>
          <TermField
            label="And what it holds so"
            terms={rests}
            value={rest}
            text={(one) => restText[one]}
            onPick={setRest}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
