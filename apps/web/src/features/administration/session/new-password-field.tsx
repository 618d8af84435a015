/** A new password with what is still missing; it can be shown, since whoever can't see it mistypes it. */
import { useState } from 'react';
import { TextField } from '../../../parts/field.tsx';
import { strengthSentence } from './password-length.ts';

interface NewPasswordFieldProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly label?: string;
  readonly autoFocus?: boolean;
}

export function NewPasswordField({
  value,
  onChange,
  label = 'New password',
  autoFocus,
}: NewPasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField
        label={label}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        name="password"
        required
        maxLength={1024}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        help={strengthSentence(value)}
        {...(autoFocus ? { autoFocus } : {})}
      />
      <label className="check show-password">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        <span>Show it</span>
      </label>
    </>
  );
}
