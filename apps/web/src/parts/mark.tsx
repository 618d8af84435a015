/** The verdict mark: a shape, a colour that repeats it, and the word. The shape is decoration for assistive technology; the word is the meaning. */
import type { ReactElement } from 'react';
import type { Mark as MarkName, Verdict } from './verdict.ts';

const shapes: Readonly<Record<MarkName, ReactElement>> = {
  plain: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  wait: <path d="M6 .9 11.1 6 6 11.1.9 6z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  degrade: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />
    </>
  ),
  block: <rect x="1.5" y="1.5" width="9" height="9" fill="currentColor" />,
  proof: <path d="m1.8 6.4 2.8 2.9 5.6-6.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  off: <path d="M2 6h8" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

export function MarkShape({ mark }: { readonly mark: MarkName }) {
  return (
    <svg className="mark-shape" viewBox="0 0 12 12" aria-hidden="true">
      {shapes[mark]}
    </svg>
  );
}

export function Mark({ mark, text, suffix }: Verdict & { readonly suffix?: string | undefined }) {
  return (
    <span className={`mark mark-${mark}`}>
      <MarkShape mark={mark} />
      <span>
        {text}
        {suffix ? ` ${suffix}` : ''}
      </span>
    </span>
  );
}
