/** Copies a text and says so; where the clipboard is refused it says that instead. */
import { useState } from 'react';
import { Button } from './button.tsx';

export function CopyButton({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Select it and copy by hand');
    }
    setTimeout(() => setSaid(''), 2500);
  };
  return (
    <span className="copy">
      <Button onPress={() => void copy()}>{label}</Button>
      <span role="status" className="aside">
        {said}
      </span>
    </span>
  );
}
