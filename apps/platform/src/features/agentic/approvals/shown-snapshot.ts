/** What a voter is shown, in one digest: the action, the tool schema and every reason, word for word. A vote names it. */
import { sha256Hex } from '@gamut/crypto/hash';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { Reason } from '@gamut/protocol/decision';

export function shownSha256(approval: {
  readonly id: string;
  readonly actionSha256: string;
  readonly schemaSha256: string;
  readonly reasons: readonly Reason[];
}): string {
  const { id, actionSha256, schemaSha256, reasons } = approval;
  return sha256Hex(
    canonicalJson({
      format: 'gamut-approval-shown/1',
      id,
      actionSha256,
      schemaSha256,
      reasons: reasons.map((reason) => ({ ...reason })),
    }),
  );
}
