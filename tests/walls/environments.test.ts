/** No process is handed a secret that is not its own: each environment passes the start-up gates of its process, and the secrets stand in files. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { holdSecrets } from '@gamut/service/hold-secrets';
import type { SecretHolder } from '@gamut/service/secret-table';
import { addressesFrom } from '../../apps/cli/src/database-addresses.ts';
import { writeDurably } from '../../apps/cli/src/durable-file.ts';
import {
  bootstrapEnvironment,
  clawEnvironment,
  demoEnvironment,
  gatewayEnvironment,
  harmless,
  platformEnvironment,
  provisionEnvironment,
  secretFiles,
  witnessEnvironment,
  workerEnvironment,
  type Deployment,
} from '../../apps/cli/src/environments.ts';
import { handedOn } from '../../apps/cli/src/handed-on.ts';
import { homeAt, prepareHome } from '../../apps/cli/src/home.ts';
import { openKeys } from '../../apps/cli/src/keys.ts';
import { derivePublicKeys } from '../../apps/cli/src/public-keys.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gamut-env-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const launcherEnvironment = {
  PATH: '/bin',
  HOME: '/home/x',
  AWS_SECRET_ACCESS_KEY: 'x',
  DATABASE_URL: 'postgres://a:b@c/d',
  NODE_OPTIONS: '--inspect',
};

function deployment(): Deployment {
  const home = homeAt({ GAMUT_HOME: mkdtempSync(join(scratch, 'one-')) }, '/repository', '/');
  prepareHome(home);
  const keys = openKeys(home.keys);
  const passwords = {
    application: keys.text('provision', 'GAMUT_APP_PASSWORD'),
    migrator: keys.text('provision', 'GAMUT_MIGRATOR_PASSWORD'),
  };
  const addresses = addressesFrom('postgres://postgres:first-password@127.0.0.1:5432/postgres', passwords);
  const files = secretFiles(home);
  writeDurably(files.applicationUrl, addresses.application);
  writeDurably(files.migratorUrl, addresses.migrator);
  writeDurably(files.administratorUrl, addresses.administrator ?? '');
  const ports = { platform: 1, gateway: 2, claw: 3, witness: 4 };
  return {
    home,
    keys,
    publicKeys: derivePublicKeys(keys, home.path),
    ports,
    inherited: harmless(launcherEnvironment),
    handedOn: handedOn(launcherEnvironment),
  };
}

const environments: readonly [string, SecretHolder, (at: Deployment) => Record<string, string>][] = [
  ['platform', 'platform', platformEnvironment],
  ['the demo seed', 'platform', demoEnvironment],
  ['gateway', 'gateway', gatewayEnvironment],
  ['claw', 'claw', clawEnvironment],
  ['witness', 'witness', witnessEnvironment],
  ['migrations', 'provision', provisionEnvironment],
  ['the worker of tenants’ jobs', 'provision', workerEnvironment],
  ['bootstrap', 'bootstrap', bootstrapEnvironment],
];

for (const [name, holder, environment] of environments) {
  test(`${name} is handed all of its own secrets and nobody else's`, () => {
    const env = environment(deployment());
    assert.ok(Object.keys(holdSecrets(holder, { ...env })).length > 0);
  });

  test(`${name} inherits nothing of the launcher's environment but harmless variables`, () => {
    const env = environment(deployment());
    for (const inherited of ['HOME', 'AWS_SECRET_ACCESS_KEY', 'DATABASE_URL', 'NODE_OPTIONS'])
      assert.equal(env[inherited], undefined, inherited);
    assert.equal(env['PATH'], '/bin');
    assert.equal(env['GAMUT_MODE'], 'development');
  });

  test(`no secret of ${name} stands in its environment: other users could read it from the process table`, () => {
    const at = deployment();
    const values = Object.values(environment(at)).join('\n');
    for (const secret of [
      at.keys.text('platform', 'DATA_ENCRYPTION_KEY'),
      at.keys.text('provision', 'GAMUT_APP_PASSWORD'),
      at.keys.text('claw', 'CLAW_EDGE_SECRET'),
      'first-password',
    ]) {
      assert.ok(!values.includes(secret));
    }
  });
}

test('what the operator adds reaches the one process that may hold it, and a secret comes as a file alone', () => {
  const added = handedOn({
    KEY_SERVICE_TOKENS_FILE: '/somewhere/tokens',
    MIGRATOR_CELL_DATABASE_URLS_FILE: '/somewhere/cells',
    TENANT_LOGIN_SECRET_FILE: '/somewhere/logins',
    GAMUT_KEY_SERVICES: '{}',
    HOME: '/home/x',
  });
  assert.deepEqual(added.platform, {
    GAMUT_KEY_SERVICES: '{}',
    KEY_SERVICE_TOKENS_FILE: '/somewhere/tokens',
    TENANT_LOGIN_SECRET_FILE: '/somewhere/logins',
  });
  assert.deepEqual(added.provision, {
    MIGRATOR_CELL_DATABASE_URLS_FILE: '/somewhere/cells',
    TENANT_LOGIN_SECRET_FILE: '/somewhere/logins',
  });
  const ways = { GAMUT_EGRESS_ALLOW: 'http://127.0.0.1:9', GAMUT_TOOL_SERVERS: '/somewhere/servers.json' };
  const gateway = gatewayEnvironment({ ...deployment(), handedOn: handedOn(ways) });
  assert.deepEqual({ ...gateway, ...ways }, gateway, 'the way out of tool servers reaches Gateway');
  for (const name of ['CELL_DATABASE_URLS', 'KEY_SERVICE_TOKENS', 'TENANT_LOGIN_SECRET'])
    assert.throws(() => handedOn({ [name]: 'x' }), new RegExp(`${name} is a secret`));
});
