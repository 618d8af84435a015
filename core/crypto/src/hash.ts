/** SHA-256 (FIPS 180-4), the one hash of the product: digests of canonical values, journal leaves, token fingerprints. */
import { hash, createHash } from 'node:crypto';

export function sha256(data: Uint8Array | string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

/** @returns 64 lower-case hexadecimal characters */
export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}

/** SHA-256 of what is fed in pieces; `digest` may be asked at any point and goes on. */
export function startSha256(): { update(data: Uint8Array): void; digest(): Uint8Array } {
  const running = createHash('sha256');
  return {
    update: (data) => void running.update(data),
    digest: () => new Uint8Array(running.copy().digest()),
  };
}
