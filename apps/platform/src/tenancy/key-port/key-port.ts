/**
 * A key port wraps a tenant's data key by a key that the customer owns and can take back (security.md section 2). What comes
 * back from a service is never believed: the caller checks it against the commitment that stands beside the wrapped key.
 * A port only says whether the service gave an answer, and if not, whether it took the key back or is merely silent.
 */
import type { Clock } from '@gamut/kernel/time-source';

export interface KeyPort {
  /** @throws KeyPortFailure */
  wrap(tenantId: string, keyName: string, dataKey: Uint8Array): Promise<string>;
  /** @throws KeyPortFailure */
  unwrap(tenantId: string, keyName: string, wrapped: string): Promise<Uint8Array>;
}

/** `revoked`: the customer took the key back. `unreachable`: nothing that could be read came. `wrong`: an answer that is not the key. */
export type KeyPortFault = 'revoked' | 'unreachable' | 'wrong';

/** The reason is told to people and stored: it holds no address, no token and nothing that the service sent. */
export class KeyPortFailure extends Error {
  override readonly name = 'KeyPortFailure';
  readonly fault: KeyPortFault;

  constructor(fault: KeyPortFault, reason: string) {
    super(reason);
    this.fault = fault;
  }
}

export const keyNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/;
export const serviceNamePattern = /^[a-z][a-z0-9-]{0,30}$/;

/** What a service may make of 32 bytes: with our own layer around it, it still fits the column. */
export const wrappedCharactersMax = 600;

export interface PortName {
  readonly service: string;
  readonly keyName: string;
}

/** As it stands in `tenant_keys.port`. */
export function formatPort({ service, keyName }: PortName): string {
  return `${service}/${keyName}`;
}

export function parsePort(text: string): PortName | undefined {
  const slash = text.indexOf('/');
  const [service, keyName] = [text.slice(0, slash), text.slice(slash + 1)];
  return slash > 0 && serviceNamePattern.test(service) && keyNamePattern.test(keyName)
    ? { service, keyName }
    : undefined;
}

export type Monotonic = Pick<Clock, 'monotonicMs'>;
