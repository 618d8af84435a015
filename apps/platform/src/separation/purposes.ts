/** Whose a purpose is: each process's own row of the table of secrets, and the edges that Claw draws from its one secret. */
import { isOwnSecret } from '@gamut/service/secret-table';

/** The witness speaks no signed edge: platform shows its public key for it. */
export type Holder = 'platform' | 'gateway' | 'claw' | 'witness';

/** The fingerprint of the public key that the value would be the seed of: comparable with a public key. */
export const asSeed = ' as Ed25519 seed';

export function isOwnPurpose(holder: Holder, purpose: string): boolean {
  const name = purpose.endsWith(asSeed) ? purpose.slice(0, -asSeed.length) : purpose;
  return (
    isOwnSecret(holder, name) || (holder === 'claw' && /^EDGE_KEY_(CLAW_TO_|[A-Z]+_TO_CLAW$)/.test(name))
  );
}
