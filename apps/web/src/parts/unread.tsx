/** In place of a page until it has what it shows: a heading, and that it is being read, or why it could not be, with a way to try again. */
import { Page } from './page.tsx';
import { Loading, Refusal } from './states.tsx';

interface UnreadProps {
  /** As in a sentence: "the agent". */
  readonly what: string;
  readonly error: unknown;
  readonly retry: () => unknown;
}

export function Unread({ what, error, retry }: UnreadProps) {
  const name = what.replace(/^(the|your) /, '');
  return (
    <Page title={`${name.charAt(0).toUpperCase()}${name.slice(1)}`}>
      {error ? <Refusal error={error} retry={retry} /> : <Loading what={what} />}
    </Page>
  );
}
