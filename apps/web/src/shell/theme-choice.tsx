/** System, light or dark. */
import { useState } from 'react';
import { termText } from '../parts/wording.ts';
import { currentTheme, setTheme, themes } from './theme.ts';

export function ThemeChoice() {
  const [theme, setChosen] = useState(currentTheme);
  return (
    <div className="segments" role="group" aria-label="Theme">
      {themes.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={theme === name}
          onClick={() => {
            setTheme(name);
            setChosen(name);
          }}
        >
          {termText(name)}
        </button>
      ))}
    </div>
  );
}
