/** Addresses of databases that are none, or that say more than an address should; origins that leave the machine without TLS; settings that are wrong. */
import { planted, type BadBoot } from './bad-boot.ts';
import type { BootWorld, ProcessName } from './boot-world.ts';

const malformed: readonly (readonly [what: string, url: string])[] = [
  ['no scheme', `gamut_app:${planted}@127.0.0.1:5432/gamut`],
  ['another scheme', `mysql://gamut_app:${planted}@127.0.0.1:5432/gamut`],
  ['no host', `postgres://gamut_app:${planted}@/gamut`],
  ['no login', `postgres://:${planted}@127.0.0.1/gamut`],
  ['no database', `postgres://gamut_app:${planted}@127.0.0.1:5432`],
  ['two databases', `postgres://gamut_app:${planted}@127.0.0.1:5432/gamut/other`],
  ['a port that is none', `postgres://gamut_app:${planted}@127.0.0.1:70000/gamut`],
  ['two hosts', `postgres://gamut_app:${planted}@127.0.0.1,127.0.0.2/gamut`],
  ['two at signs', `postgres://gamut_app:x@${planted}@127.0.0.1/gamut`],
  ['a host that is no address', `postgres://gamut_app:${planted}@2130706433:5432/gamut`],
  ['options that set a role', `postgres://gamut_app:${planted}@127.0.0.1/gamut?options=-c%20role%3Dpostgres`],
  ['a search path', `postgres://gamut_app:${planted}@127.0.0.1/gamut?search_path=public`],
  ['another host as parameter', `postgres://gamut_app:${planted}@127.0.0.1/gamut?host=db.example`],
  ['another login as parameter', `postgres://gamut_app:${planted}@127.0.0.1/gamut?user=postgres`],
  ['a parameter twice', `postgres://gamut_app:${planted}@127.0.0.1/gamut?sslmode=disable&sslmode=disable`],
  ['a fragment', `postgres://gamut_app:${planted}@127.0.0.1/gamut#${planted}`],
  ['a question mark in the password', `postgres://gamut_app:a?${planted}@127.0.0.1/gamut`],
  ['a line break', `postgres://gamut_app:${planted}@127.0.0.1/gamut\n`],
  ['a control character', `postgres://gamut_app:${planted}%00@127.0.0.1/gamut`],
  ['a broken percent sign', `postgres://gamut_app:${planted}%zz@127.0.0.1/gamut`],
  ['letters beyond ASCII', `postgres://gamut_app:${planted}é@127.0.0.1/gamut`],
];

const faraway: readonly (readonly [what: string, url: string])[] = [
  ['no sslmode', `postgres://gamut_app:${planted}@db.example/gamut`],
  ['sslmode=disable', `postgres://gamut_app:${planted}@db.example/gamut?sslmode=disable`],
  ['sslmode=require', `postgres://gamut_app:${planted}@db.example/gamut?sslmode=require`],
  ['sslmode=verify-ca', `postgres://gamut_app:${planted}@db.example/gamut?sslmode=verify-ca`],
  ['sslmode=no-verify', `postgres://gamut_app:${planted}@db.example/gamut?sslmode=no-verify`],
  ['a mode that is none', `postgres://gamut_app:${planted}@db.example/gamut?sslmode=${planted}`],
  ['no password', 'postgres://gamut_app@db.example/gamut?sslmode=verify-full'],
  [
    'a CA that can’t be read',
    `postgres://gamut_app:${planted}@db.example/gamut?sslmode=verify-full&sslrootcert=/nowhere`,
  ],
  ['a mode that is too weak even here', `postgres://gamut_app:${planted}@127.0.0.1/gamut?sslmode=prefer`],
];

export function addressBoots(world: BootWorld): BadBoot[] {
  const refused = (of: ProcessName, name: string, gate: string) =>
    function boot([what, url]: readonly [string, string]): BadBoot {
      return { what: `${name}: ${what}`, of, gate, change: { [name]: url }, planted: [planted] };
    };
  const some = <Row>(rows: readonly Row[], from: number): Row[] => rows.filter((_, at) => at % 5 === from);
  return [
    ...malformed.map(refused('migrate', 'MIGRATOR_DATABASE_URL', 'database-url')),
    ...some(malformed, 0).map(refused('platform', 'DATABASE_URL', 'database-url')),
    ...some(malformed, 1).map(refused('bootstrap', 'SUPERUSER_DATABASE_URL', 'database-url')),
    ...faraway.map(refused('work', 'MIGRATOR_DATABASE_URL', 'transport')),
    ...some(faraway, 0).map(refused('platform', 'DATABASE_URL', 'transport')),
    ...some(faraway, 1).map(refused('bootstrap', 'SUPERUSER_DATABASE_URL', 'transport')),
    ...cells(world),
    ...settings,
  ];
}

function cells({ server }: BootWorld): BadBoot[] {
  const cellUrl = `postgres://gamut_app:${planted}@db.example/cell`;
  const rows: readonly (readonly [string, string, string])[] = [
    ['no JSON', `{${planted}`, 'config'],
    ['home among them', JSON.stringify({ home: cellUrl }), 'config'],
    ['home’s own database', JSON.stringify({ 'cell-b': server.url('gamut_app') }), 'config'],
    ['a cell off the machine without TLS', JSON.stringify({ 'cell-b': cellUrl }), 'transport'],
  ];
  return rows.flatMap(([what, text, gate]) => [
    {
      what: `CELL_DATABASE_URLS: ${what}`,
      of: 'platform',
      gate,
      change: { CELL_DATABASE_URLS: text },
      planted: [planted],
    },
  ]);
}

const setting = (of: ProcessName, what: string, gate: string, change: BadBoot['change']): BadBoot => ({
  what,
  of,
  gate,
  change,
});

const settings: readonly BadBoot[] = [
  ...(['platform', 'gateway', 'claw', 'witness', 'migrate', 'bootstrap'] as const).map((of) =>
    setting(of, 'a mode that is unknown', 'config', { GAMUT_MODE: 'Development' }),
  ),
  setting('platform', 'a database and no data key', 'keys-present', { DATA_ENCRYPTION_KEY: undefined }),
  setting('platform', 'a database and no data key, in development', 'keys-present', {
    DATA_ENCRYPTION_KEY: undefined,
    GAMUT_MODE: 'development',
  }),
  setting('seed', 'a database and no data key', 'keys-present', { DATA_ENCRYPTION_KEY: '' }),
  setting('seed', 'development not declared', 'demo', { GAMUT_MODE: undefined }),
  setting('platform', 'no deployment', 'config', { GAMUT_DEPLOYMENT: undefined }),
  setting('migrate', 'no deployment', 'config', { GAMUT_DEPLOYMENT: undefined }),
  setting('create', 'a deployment that is none', 'config', { GAMUT_DEPLOYMENT: 'Not One' }),
  setting('platform', 'a port that is none', 'config', { GAMUT_PLATFORM_PORT: '70000' }),
  setting('witness', 'no home', 'config', { GAMUT_WITNESS_HOME: undefined }),
  setting('witness', 'a journal key that is none', 'config', { JOURNAL_VKEY: 'nobody' }),
  setting('gateway', 'a proxy that is not declared', 'transport', { GAMUT_GATEWAY_HOSTS: 'gateway.example' }),
  setting('gateway', 'a declaration that is none', 'config', { GAMUT_TLS_PROXY: 'yes' }),
  setting('gateway', 'platform off the machine without TLS', 'transport', {
    GAMUT_PLATFORM_URL: 'http://platform.example',
  }),
  setting('claw', 'platform off the machine without TLS', 'transport', {
    GAMUT_PLATFORM_URL: 'http://10.0.0.7:4600',
  }),
  setting('platform', 'Gateway off the machine without TLS', 'transport', {
    GAMUT_GATEWAY_URL: 'http://127.0.0.1.example',
  }),
  setting('platform', 'a console without TLS', 'transport', {
    GAMUT_CONSOLE_ORIGINS: 'http://console.example',
  }),
  setting('platform', 'TLS without verification', 'transport', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  setting('platform', 'a role in the driver’s own settings', 'database-url', {
    PGOPTIONS: '-c role=postgres',
  }),
  setting('migrate', 'a mode in the driver’s own settings', 'database-url', { PGSSLMODE: 'no-verify' }),
];
