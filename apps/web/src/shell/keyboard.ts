/**
 * Keys: sequences like `g a`, single keys like `?` and `j`, and Ctrl/⌘ K. Single keys never fire while typing or inside a
 * dialog, and can be switched off (WCAG 2.1.4); Ctrl/⌘ K always works.
 */
import { useEffect, useRef } from 'react';

const storageKey = 'gamut-single-keys';
const sequenceMsMax = 1200;

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // Storage may be refused; the choice then holds for nothing, and the keys stay on.
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=dialog]') !== null);

export type KeyTable = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Pure: what a key press completes, given the key that came before it within the time. */
export function matchKey(table: KeyTable, before: string, key: string): string | undefined {
  const sequence = `${before} ${key}`;
  if (before && table[sequence]) return sequence;
  return table[key] ? key : undefined;
}

export function useKeys(table: KeyTable): void {
  const current = useRef(table);
  current.current = table;
  useEffect(() => {
    let before = '';
    let beforeMs = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && current.current['mod k']) {
        event.preventDefault();
        current.current['mod k'](event);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('.overlay') || !singleKeysOn()) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const fresh = event.timeStamp - beforeMs < sequenceMsMax ? before : '';
      const hit = matchKey(current.current, fresh, key);
      before = hit?.includes(' ') ? '' : key;
      beforeMs = event.timeStamp;
      if (!hit) return;
      if (key !== 'Enter') event.preventDefault();
      current.current[hit]?.(event);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
