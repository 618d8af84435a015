/** The filter of a list: written in the list's language, kept in the address, named wrong before it is asked. `/` goes there. */
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useKeys } from '../shell/keyboard.ts';
import { useGo } from './app-link.tsx';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { filterHref } from './filter-href.ts';

export function useFilterInAddress(): string {
  return useRouterState({
    select: (state) => new URLSearchParams(state.location.searchStr).get('filter') ?? '',
  });
}

interface FilterBarProps {
  readonly path: string;
  /** What is listed. */
  readonly of: string;
  readonly label: string;
  readonly placeholder: string;
  readonly filter: string;
  /** What is wrong with it, in a sentence; undefined when it can be asked. */
  readonly wrongWith: (text: string) => string | undefined;
}

export function FilterBar({ path, of, label, placeholder, filter, wrongWith }: FilterBarProps) {
  const go = useGo();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(filter);
  const [wrong, setWrong] = useState<string>();
  useEffect(() => {
    setText(filter);
    setWrong(wrongWith(filter));
  }, [filter, wrongWith]);
  useKeys({ '/': () => form.current?.querySelector('input')?.focus() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const mistake = wrongWith(text);
    setWrong(mistake);
    if (!mistake) go(filterHref(path, text.trim().replace(/\s+/g, ' ')));
  };
  return (
    <form ref={form} className="filter-bar" role="search" aria-label={of} onSubmit={submit}>
      <TextField
        label={label}
        className="mono"
        value={text}
        spellCheck={false}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        error={wrong}
      />
      <Button type="submit">Filter</Button>
    </form>
  );
}
