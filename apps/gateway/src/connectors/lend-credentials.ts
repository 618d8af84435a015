/**
 * The vault on the way of an action: opening a credential is a dependency like any other, so it has a name, a deadline and
 * the hook; what is not a whole loan opens nothing (security.md 6). The use itself has the deadline of the call.
 */
import type { Loan, SealedHeaders, Vault } from '@gamut/credentials/vault';
import type { Depend } from '../decide/dependency.ts';

export type Lend = Pick<Vault, 'lend'>;

const openMs = 1000;

export function lendThrough(vault: Lend, depend: Depend): Lend {
  return {
    lend: async (headers, use) =>
      use(whole(headers, await depend('credential', openMs, () => open(vault, headers)))),
  };
}

const open = (vault: Lend, headers: SealedHeaders): Promise<Loan> =>
  vault.lend(headers, (loan) => Promise.resolve(loan));

/** @throws TypeError when a header that was sealed is not in the loan, or its value is not one to be struck from answers */
function whole({ sealed }: SealedHeaders, given: Loan): Loan {
  const { headers, secrets } = given as Partial<Loan>;
  const names = Object.keys(sealed).map((name) => name.toLowerCase());
  if (!Array.isArray(secrets) || names.some((name) => !secrets.includes(headers?.[name] ?? '')))
    throw new TypeError('not a loan of these credentials');
  return given;
}
