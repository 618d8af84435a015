/**
 * Who holds which secret, and nothing more (security.md section 3). One table: each process reads its own row and refuses
 * to start when it is handed anything from another's.
 */
export const secretTable = {
  platform: {
    DATABASE_URL: 'text',
    /** JSON object: name of a cell beside `home` → its URL. */
    CELL_DATABASE_URLS: 'text?',
    /** Set: one login and pool for each tenant, whose passwords are drawn from it (a managed Postgres). */
    TENANT_LOGIN_SECRET: 'key?',
    /** JSON object: name of a key service → the token that it asks for. */
    KEY_SERVICE_TOKENS: 'text?',
    DATA_ENCRYPTION_KEY: 'key',
    DATA_ENCRYPTION_KEY_RETIRING: 'key?',
    TOKEN_PEPPER: 'key',
    JOURNAL_SIGNING_KEY: 'key',
    EDGE_KEY_GATEWAY_TO_PLATFORM: 'key',
    EDGE_KEY_PLATFORM_TO_GATEWAY: 'key',
    EDGE_KEY_CLAW_TO_PLATFORM: 'key',
    EDGE_KEY_PLATFORM_TO_CLAW: 'key',
  },
  provision: {
    MIGRATOR_DATABASE_URL: 'text',
    MIGRATOR_CELL_DATABASE_URLS: 'text?',
    TENANT_LOGIN_SECRET: 'key?',
  },
  bootstrap: { SUPERUSER_DATABASE_URL: 'text', GAMUT_APP_PASSWORD: 'text', GAMUT_MIGRATOR_PASSWORD: 'text' },
  gateway: {
    GATEWAY_VAULT_KEY: 'key',
    AGENTIC_SIGNING_SECRET: 'key',
    AGENTIC_SIGNING_SECRET_RETIRING: 'key?',
    EDGE_KEY_GATEWAY_TO_PLATFORM: 'key',
    EDGE_KEY_PLATFORM_TO_GATEWAY: 'key',
    EDGE_KEY_CLAW_TO_GATEWAY: 'key',
    EDGE_KEY_GATEWAY_TO_CLAW: 'key',
  },
  claw: { CLAW_EDGE_SECRET: 'key' },
  witness: { WITNESS_SIGNING_KEY: 'key' },
} as const satisfies Record<string, Record<string, SecretKind>>;

/** A key is 32 random bytes in base64url; a text is a URL or a password. A question mark: it may be absent. */
export type SecretKind = 'key' | 'key?' | 'text' | 'text?';
export type SecretHolder = keyof typeof secretTable;

type ValueOf<K> = K extends 'key'
  ? Uint8Array
  : K extends 'key?'
    ? Uint8Array | undefined
    : K extends 'text'
      ? string
      : string | undefined;
export type SecretsOf<P extends SecretHolder> = {
  readonly [N in keyof (typeof secretTable)[P]]: ValueOf<(typeof secretTable)[P][N]>;
};

/** True for a name of this process's own row. */
export function isOwnSecret(holder: SecretHolder, name: string): boolean {
  return Object.hasOwn(secretTable[holder], name);
}

/** True for the name of a secret that this process must not be handed: any in the table, and any key of an edge. */
export function isForeignSecret(holder: SecretHolder, name: string): boolean {
  if (isOwnSecret(holder, name)) return false;
  if (/^EDGE_KEY_[A-Z0-9_]+$/.test(name) || /^([A-Z]+_)?DATABASE_URL$/.test(name) || name === 'PGPASSWORD')
    return true;
  return Object.values(secretTable).some((row) => name in row);
}

/** Processes that open a database; every other one refuses whatever looks like the address of one. */
export function mayHoldDatabaseUrl(holder: SecretHolder): boolean {
  return Object.keys(secretTable[holder]).some((name) => name.endsWith('DATABASE_URL'));
}
