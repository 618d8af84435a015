/** Hashes, shortened for the eye, whole in the title and for whoever copies. */
import { shortHash } from './wording.ts';

export function Hash({ value }: { readonly value: string }) {
  return (
    <code className="hash" title={value}>
      {shortHash(value)}
    </code>
  );
}
