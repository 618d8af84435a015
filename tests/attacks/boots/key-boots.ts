/** Keys that are missing, misspelt, weak, published, shared, somebody else's, or in a file that others can read: for every process that holds one. */
import { randomBytes } from '@gamut/crypto/random';
import { secretTable } from '@gamut/service/secret-table';
import { planted, type BadBoot } from './bad-boot.ts';
import { holderOf, newKey, type BootWorld, type ProcessName } from './boot-world.ts';

/** It stands in tests/walls/published-keys.test.ts. */
const publishedKey = 'q5Tg0m1Zr8oWcYxU7nLkS2dVhJfEaB3pQiR6vN9tX4M';

const withKeys = ['platform', 'gateway', 'claw', 'witness', 'seed'] as const;

export function keyBoots(world: BootWorld): BadBoot[] {
  return [...withKeys.flatMap((of) => ofOneKey(of, world)), ...sharedKeys(world), ...foreignSecrets()];
}

function lastKeyOf(of: ProcessName): string {
  const keys = Object.entries(secretTable[holderOf(of)]).filter(([, kind]) => kind === 'key');
  return (keys.at(-1) as [string, string])[0];
}

function ofOneKey(of: ProcessName, world: BootWorld): BadBoot[] {
  const name = lastKeyOf(of);
  const bytes = Buffer.from(randomBytes(32));
  const spelling = (what: string, text: string, gate = 'key-encoding'): BadBoot => ({
    what: `${name} ${what}`,
    of,
    gate,
    change: { [name]: text },
  });
  const inFile = (what: string, path: string, secret: string, gate = 'keys-present'): BadBoot => ({
    what: `${name} ${what}`,
    of,
    gate,
    change: { [name]: undefined, [`${name}_FILE`]: path },
    planted: [secret],
  });
  const key = newKey();
  const file = (suffix: string, text: string, mode?: number): string =>
    world.file(`${of}-${suffix}`, text, mode);
  const all: BadBoot[] = [
    { what: `${name} missing`, of, gate: 'keys-present', change: { [name]: undefined } },
    spelling('in hexadecimal', bytes.toString('hex')),
    spelling('with padding', `${bytes.toString('base64url')}=`),
    spelling('with a line break', `${bytes.toString('base64url')}\n`),
    spelling('of zeros', Buffer.alloc(32).toString('base64url'), 'key-strength'),
    spelling('out of our documents', publishedKey, 'key-strength'),
    {
      what: `${name} both direct and in a file`,
      of,
      gate: 'keys-present',
      change: { [`${name}_FILE`]: file('both', key) },
      planted: [key],
    },
    inFile('in a file that others can read', file('open', key, 0o644), key),
    inFile('in a folder', world.folder, key),
    inFile('in a huge file', file('huge', key.repeat(5000)), key),
  ];
  // the seed reads what platform reads, by the same code: a part of the rows is enough there
  return of === 'seed' ? all.slice(0, 2) : all;
}

function sharedKeys({ sound, server }: BootWorld): BadBoot[] {
  const { platform, gateway, bootstrap } = sound;
  const pepper = platform.env['TOKEN_PEPPER'] as string;
  const hex = Buffer.from(pepper, 'base64url').toString('hex');
  const url = (password: string): string => {
    const made = new URL(server.url('gamut_app'));
    made.password = password;
    return made.href;
  };
  const shared = (of: ProcessName, what: string, change: BadBoot['change']): BadBoot => ({
    what,
    of,
    gate: 'secrets-distinct',
    change,
  });
  return [
    shared('platform', 'one key for two purposes', { JOURNAL_SIGNING_KEY: pepper }),
    shared('platform', 'a retiring key that is the current one', {
      DATA_ENCRYPTION_KEY_RETIRING: platform.env['DATA_ENCRYPTION_KEY'],
    }),
    shared('platform', 'a key as the password of the database, in hexadecimal', { DATABASE_URL: url(hex) }),
    shared('platform', 'a key as the token of a key service', {
      KEY_SERVICE_TOKENS: JSON.stringify({ vault: pepper }),
    }),
    shared('gateway', 'the vault key as signing secret', {
      AGENTIC_SIGNING_SECRET: gateway.env['GATEWAY_VAULT_KEY'],
    }),
    shared('gateway', 'a retiring signing secret that is the current one', {
      AGENTIC_SIGNING_SECRET_RETIRING: gateway.env['AGENTIC_SIGNING_SECRET'],
    }),
    shared('gateway', 'the vault key as retiring signing secret', {
      AGENTIC_SIGNING_SECRET_RETIRING: gateway.env['GATEWAY_VAULT_KEY'],
    }),
    shared('gateway', 'one key for both directions of an edge', {
      EDGE_KEY_PLATFORM_TO_GATEWAY: gateway.env['EDGE_KEY_GATEWAY_TO_PLATFORM'],
    }),
    shared('bootstrap', 'one password for both logins', {
      GAMUT_APP_PASSWORD: bootstrap.env['GAMUT_MIGRATOR_PASSWORD'],
    }),
    shared('migrate', 'the secret of tenant logins as the migrator’s password', {
      TENANT_LOGIN_SECRET: pepper,
      MIGRATOR_DATABASE_URL: `postgres://gamut_migrator:${pepper}@127.0.0.1:1/gamut`,
    }),
  ];
}

/** What each process must not be handed; in either form of the name. */
const foreign: readonly (readonly [ProcessName, string])[] = [
  ['platform', 'GATEWAY_VAULT_KEY'],
  ['platform', 'MIGRATOR_DATABASE_URL'],
  ['gateway', 'DATABASE_URL'],
  ['gateway', 'DATA_ENCRYPTION_KEY'],
  ['claw', 'DATABASE_URL'],
  ['claw', 'AGENTIC_SIGNING_SECRET'],
  ['platform', 'AGENTIC_SIGNING_SECRET_RETIRING'],
  ['witness', 'JOURNAL_SIGNING_KEY'],
  ['witness', 'EDGE_KEY_GATEWAY_TO_PLATFORM'],
  ['migrate', 'DATABASE_URL'],
  ['create', 'DATA_ENCRYPTION_KEY'],
  ['work', 'SUPERUSER_DATABASE_URL'],
  ['bootstrap', 'MIGRATOR_DATABASE_URL'],
  ['seed', 'CLAW_EDGE_SECRET'],
];

function foreignSecrets(): BadBoot[] {
  return foreign.map(([of, name], at) => {
    const value = name.endsWith('URL') ? `postgres://somebody:${planted}@127.0.0.1:5432/gamut` : newKey();
    // every other one by its file, which must not even be opened
    const change = at % 2 === 0 ? { [name]: value } : { [`${name}_FILE`]: '/nowhere' };
    return { what: `${name} of another process`, of, gate: 'own-secrets', change, planted: [planted, value] };
  });
}
