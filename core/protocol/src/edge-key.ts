/** Claw's keys of its edges, drawn from its one secret; the launcher draws the same and hands the other end its half. */
import { hkdfSha256 } from '@gamut/crypto/mac';

export const clawEdges = [
  'claw_to_platform',
  'platform_to_claw',
  'claw_to_gateway',
  'gateway_to_claw',
] as const;
export type ClawEdge = (typeof clawEdges)[number];

export function deriveEdgeKey(secret: Uint8Array, edge: ClawEdge): Uint8Array {
  return hkdfSha256(secret, 'gamut', `edge ${edge}`, 32);
}
