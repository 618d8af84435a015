/** The one link of the console: an ordinary anchor that the router follows without a page load when it is a plain click. */
import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';

interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly href: string;
  readonly children: ReactNode;
}

/** True when a click on a same-origin link should be handled here and not by the browser. */
export function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey &&
    !event.defaultPrevented
  );
}

/** Goes to a path of the console; anything that is not a path of this origin is refused. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return (href) => {
    if (href.startsWith('/') && !href.startsWith('//')) router.history.push(href);
  };
}

export function AppLink({ href, children, onClick, ...rest }: AppLinkProps) {
  const go = useGo();
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
