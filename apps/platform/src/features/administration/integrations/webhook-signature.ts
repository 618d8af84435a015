/**
 * Signatures of Standard Webhooks: HMAC-SHA-256 over `id.timestamp.body`, `v1,` and base64, one for each secret that is in force,
 * so that a rotation overlaps. A secret is `whsec_` and base64 of 32 random bytes.
 */
import { hmacSha256 } from '@gamut/crypto/mac';
import type { RandomBytes } from '@gamut/kernel/time-source';

const prefix = 'whsec_';
const secretBytes = 32;

export function newWebhookSecret(random: RandomBytes): string {
  return prefix + Buffer.from(random(secretBytes)).toString('base64');
}

export interface SignedMessage {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
}

export function signatureHeaders(
  { id, timestampSeconds, body }: SignedMessage,
  secrets: readonly string[],
): Record<string, string> {
  const signed = `${id}.${timestampSeconds}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${Buffer.from(hmacSha256(keyOf(secret), signed)).toString('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signatures.join(' '),
  };
}

function keyOf(secret: string): Uint8Array {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}
