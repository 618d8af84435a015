/**
 * The first line of a tenant's file: whose it is, which build's tables follow, and the keys that open what is sealed in it, still
 * wrapped. Read strictly: exactly these members, each of its shape and within its bound, in canonical JSON (one spelling).
 */
import { AppError } from '@gamut/kernel/app-error';
import { canonicalJson } from '@gamut/kernel/canonical-json';

export const tenantFileFormat = 'gamut-tenant/1';
/** No line is longer; a row of the journal has at most 1 MiB, in JSON at most six times that. */
export const fileLineBytesMax = 33_554_432;

export interface WrappedKey {
  readonly version: number;
  readonly keyId: string;
  readonly wrapped: string;
  readonly port: string | null;
  readonly commitment: string | null;
  readonly createdAt: string;
  readonly retiredAt: string | null;
}

export interface TenantMember {
  readonly id: string;
  /** How the tenant's own records name this person; null: by the id of the account. */
  readonly personId: string | null;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly additiveRoles: readonly string[];
  readonly status: string;
}

export interface TenantFileHeader {
  readonly format: typeof tenantFileFormat;
  readonly deployment: string;
  readonly exportedAt: string;
  readonly tenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly plan: string;
  };
  readonly authorityEpoch: number;
  readonly factsVersion: number;
  readonly migrations: readonly {
    readonly version: number;
    readonly name: string;
    readonly checksum: string;
  }[];
  /** Rising by version. */
  readonly keys: readonly WrappedKey[];
  /** The customer's key service that the keys are wrapped by, by the name it has in the platform's configuration. */
  readonly keyPort: { readonly service: string; readonly keyName: string } | null;
  /** Who had a place in the tenant, without passwords: they live in control, which goes with a deleted tenant. */
  readonly members: readonly TenantMember[];
  /** In an order in which rows can be put in. */
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: number;
  }[];
}

type Check = (value: unknown) => boolean;

const text =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const whole =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least;
const maybe =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const list =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);
const shape =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).sort().join() === Object.keys(members).sort().join() &&
    Object.entries(members).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const words =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length >= 1 && value.length <= most && !value.includes('\0');
const moment = text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const hash = text(/^[0-9a-f]{64}$/);
const identifier = text(/^[a-z_][a-z0-9_]{0,62}$/);
const tenantId = text(/^tnt_[0-9a-z]{26}$/);

const authorityEpochMax = 500_000;
const factsVersionMax = 2 ** 52;

const headerMembers: Readonly<Record<keyof TenantFileHeader, Check>> = {
  format: (value) => value === tenantFileFormat,
  deployment: text(/^[a-z0-9][a-z0-9_-]{0,62}$/),
  exportedAt: moment,
  tenant: shape({
    id: tenantId,
    slug: text(/^[a-z][a-z0-9-]{1,38}$/),
    name: words(200),
    plan: text(/^[a-z][a-z0-9_]{0,31}$/),
  }),
  // above these a restore could not raise either once more: a version of the facts stays a number that JSON carries whole
  authorityEpoch: (value) => whole(1)(value) && (value as number) <= authorityEpochMax,
  factsVersion: (value) => whole(1)(value) && (value as number) < factsVersionMax,
  migrations: list(shape({ version: whole(1), name: identifier, checksum: hash }), 10_000),
  keys: list(
    shape({
      version: whole(1),
      keyId: text(/^[A-Za-z0-9_-]{1,64}$/),
      wrapped: text(/^[\x21-\x7e]{1,1000}$/),
      port: maybe(words(200)),
      commitment: maybe(hash),
      createdAt: moment,
      retiredAt: maybe(moment),
    }),
    10_000,
  ),
  keyPort: maybe(
    shape({
      service: text(/^[a-z][a-z0-9-]{0,30}$/),
      keyName: text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/),
    }),
  ),
  members: list(
    shape({
      id: words(100),
      personId: maybe(text(/^usr_[0-9a-z]{26}$/)),
      email: words(320),
      name: words(200),
      role: text(/^[a-z][a-z_]{0,62}$/),
      additiveRoles: list(text(/^[a-z][a-z_]{0,62}$/), 16),
      status: text(/^(?:active|suspended)$/),
    }),
    100_000,
  ),
  tables: list(shape({ name: identifier, columns: list(identifier, 1_600), rows: whole(0) }), 1_000),
};

/** @throws AppError `validation_failed` naming what is wrong, never its value */
export function parseTenantFileHeader(line: string): TenantFileHeader {
  let value: unknown;
  try {
    value = JSON.parse(line);
    if (canonicalJson(value) !== line) throw new TypeError('another spelling');
  } catch {
    throw badFile('its first line is not canonical JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badFile('its first line is no object');
  if ((value as { format?: unknown }).format !== tenantFileFormat)
    throw badFile(`it is not a file of the format ${tenantFileFormat}`);
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(headerMembers, name));
  if (unknown !== undefined) throw badFile(`its header has a member that is not known: ${shown(unknown)}`);
  for (const [name, check] of Object.entries(headerMembers)) {
    if (!Object.hasOwn(value, name)) throw badFile(`its header lacks ${name}`);
    if (!check((value as Record<string, unknown>)[name])) throw badFile(`its header’s ${name} will not do`);
  }
  const header = value as TenantFileHeader;
  assertOnce(
    'tables',
    header.tables.map(({ name }) => name),
  );
  assertOnce(
    'keys',
    header.keys.map(({ version }) => String(version)),
  );
  assertOnce(
    'members',
    header.members.map(({ id }) => id),
  );
  return header;
}

/** @throws TypeError when it could not be read back */
export function formatTenantFileHeader(header: TenantFileHeader): string {
  const line = canonicalJson(header);
  parseTenantFileHeader(line);
  return line;
}

function assertOnce(what: string, names: readonly string[]): void {
  if (new Set(names).size !== names.length) throw badFile(`its header names one of its ${what} twice`);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 40));
}

export function badFile(why: string): AppError {
  return new AppError('validation_failed', `this is not a tenant’s file: ${why}`, {
    fix: 'give the file as `gamut tenant export` wrote it, whole',
    who: 'whoever operates Gamut',
  });
}
