/** Hashes and ids, shortened for the eye, whole in the title and for whoever copies. */
import { shortHash, shortId } from './wording.ts';

export function Hash({ value }: { readonly value: string }) {
  return (
    <code className="hash" title={value}>
      {shortHash(value)}
    </code>
  );
}

export function Id({ value }: { readonly value: string }) {
  return (
    <code className="hash" title={value}>
      {shortId(value)}
    </code>
  );
}
