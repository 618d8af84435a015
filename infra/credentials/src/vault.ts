/**
 * Gateway's vault: opens the credentials of a connector at the moment of the call, for exactly the tenant, connector, header
 * and origin they were sealed for, and lends them for the length of that call. What is lent is first told to the redactor,
 * so that an answer, an error or a log line that repeats it is caught.
 */
import { AppError } from '@gamut/kernel/app-error';
import { headerDestination, openCredential, vaultKeyId, vaultPublicKey } from '@gamut/crypto/seal';

export interface SealedHeaders {
  readonly tenant: string;
  readonly connector: string;
  /** The approved origin that the call goes to. */
  readonly origin: string;
  /** Sealed texts by header name, as the facts carry them. */
  readonly sealed: Readonly<Record<string, string>>;
}

export interface Loan {
  readonly headers: Readonly<Record<string, string>>;
  /** Every value that must not come back to the agent: whole, and the part behind a scheme such as `Bearer`. */
  readonly secrets: readonly string[];
}

export interface Vault {
  /** What platform seals to. */
  readonly publicKey: Uint8Array;
  readonly keyId: string;
  /**
   * Opens all headers, or none, and hands them to `use`.
   * @throws AppError `integrity_failed` when any of them does not open; `use` is then not called
   */
  lend<T>(headers: SealedHeaders, use: (loan: Loan) => Promise<T>): Promise<T>;
}

const headerName = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/i;
/** Visible ASCII with inner spaces: nothing that could end the header and begin another. */
const headerValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

export function createVault(vaultKey: Uint8Array): Vault {
  const publicKey = vaultPublicKey(vaultKey);
  return {
    publicKey,
    keyId: vaultKeyId(publicKey),
    lend: async (headers, use) => use(openAll(vaultKey, headers)),
  };
}

function openAll(vaultKey: Uint8Array, given: SealedHeaders): Loan {
  const headers: Record<string, string> = {};
  const secrets: string[] = [];
  for (const [name, sealed] of Object.entries(given.sealed)) {
    if (!headerName.test(name)) throw unusable(name);
    const place = {
      tenant: given.tenant,
      connector: given.connector,
      field: name.toLowerCase(),
      destination: headerDestination(given.origin, name),
    };
    const opened = openCredential(vaultKey, place, sealed);
    const value = Buffer.from(opened).toString('utf8');
    opened.fill(0);
    if (!headerValue.test(value)) throw unusable(name);
    headers[name.toLowerCase()] = value;
    secrets.push(value, ...bareParts(value));
  }
  return { headers, secrets };
}

/** `Bearer abc` leaks by `abc` alone; `Basic` by either half of what it encodes. */
function bareParts(value: string): string[] {
  const [scheme, rest] = /^([A-Za-z]+) +(\S+)$/.exec(value)?.slice(1) ?? [];
  if (scheme === undefined || rest === undefined) return [];
  if (scheme.toLowerCase() !== 'basic') return [rest];
  const password = /^[^:]*:(.+)$/s.exec(Buffer.from(rest, 'base64').toString('utf8'))?.[1];
  return password === undefined ? [rest] : [rest, password];
}

function unusable(name: string): AppError {
  return new AppError(
    'integrity_failed',
    `The credential for ${name.slice(0, 64)} cannot stand in a header.`,
    {
      fix: 'Enter it again as one line of visible characters.',
      who: 'whoever may configure the connector',
    },
  );
}
