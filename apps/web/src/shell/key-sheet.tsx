/** The `?` sheet: every key there is, and the switch that turns single keys off. */
import { useState } from 'react';
import { Sheet } from '../parts/dialog.tsx';
import { setSingleKeys, singleKeysOn } from './keyboard.ts';
import { allItems } from './navigation.ts';

const pageKeys: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Go anywhere, do anything (Command K on a Mac)'],
  ['?', 'This sheet'],
  ['j', 'Next row of a list'],
  ['k', 'Row before'],
  ['Enter', 'Open the row'],
  ['/', 'Filter the list'],
  ['A', 'Approve once, on an approval'],
  ['R', 'Refuse, on an approval'],
];

export function KeySheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Sheet title="Keys" isOpen={isOpen} onClose={onClose}>
      <dl className="keys">
        {[
          ...pageKeys,
          ...allItems.flatMap(({ key, name }) => (key ? [[`g ${key}`, name] as const] : [])),
        ].map(([keys, what]) => (
          <div key={keys} style={{ display: 'contents' }}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        Single keys are on
      </label>
    </Sheet>
  );
}
