/** Buttons in four weights: the one act of a page, the ordinary one, the one that ends something, and the kill switch, which is solid red. */
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import type { ReactNode } from 'react';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly weight?: 'act' | 'plain' | 'stop' | 'halt';
  /** The key that does the same, shown small. */
  readonly shortcut?: string;
  readonly children: ReactNode;
}

export function Button({ weight = 'plain', shortcut, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={`button button-${weight}`}
      {...(shortcut ? { 'aria-keyshortcuts': shortcut } : {})}
    >
      {children}
      {shortcut ? (
        <kbd className="button-key" aria-hidden="true">
          {shortcut}
        </kbd>
      ) : null}
    </AriaButton>
  );
}
