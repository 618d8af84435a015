/** How each process is started: program, flags, environment. Claw runs under Node's permission model: it reads its own code and its one secret, and nothing else. */
import { join } from 'node:path';
import {
  bootstrapEnvironment,
  clawEnvironment,
  demoEnvironment,
  gatewayEnvironment,
  harmless,
  platformEnvironment,
  provisionEnvironment,
  witnessEnvironment,
  workerEnvironment,
  type Deployment,
} from './environments.ts';
import type { Service } from './ports.ts';
import type { ChildSpec } from './supervise.ts';

const flags = ['--disable-warning=ExperimentalWarning'] as const;

/**
 * The two on the decision path hold a whole batch of entries while it is committed; a young generation of this size (MB) is meant
 * to let a batch die young. Its effect could not be told from noise (docs/benchmarks.md); the bench runs with the same.
 */
const youngGenerationMb = 32;
const onDecisionPath: readonly Service[] = ['platform', 'gateway'];

export const demoTenant = { slug: 'demo', name: 'Meridian Mutual', plan: 'enterprise' } as const;

/** The one that works tenants' jobs. It listens on no port: it is there, or it is not. */
export const worker = 'provision';

/** The order in which they are stopped: who acts first, who keeps the record last. */
export const stopOrder: readonly (Service | typeof worker)[] = [
  'gateway',
  'claw',
  worker,
  'platform',
  'witness',
];

export function serviceSpec(service: Service, at: Deployment, repository: string): ChildSpec {
  const main = join(repository, 'apps', service, 'src', 'main.ts');
  const environments = {
    platform: platformEnvironment,
    gateway: gatewayEnvironment,
    claw: clawEnvironment,
    witness: witnessEnvironment,
  } as const;
  const permissions = service === 'claw' ? clawPermissions(at, repository) : [];
  const memory = onDecisionPath.includes(service) ? [`--max-semi-space-size=${youngGenerationMb}`] : [];
  const spec = node(service, [...permissions, ...memory, main], {}, repository);
  return {
    ...spec,
    // asked for at each start: a key that has retired meanwhile is not looked for after a crash
    get env() {
      return environments[service](at);
    },
  };
}

export function bootstrapSpec(at: Deployment, repository: string): ChildSpec {
  return node('bootstrap', [provisionEntry(repository), 'bootstrap'], bootstrapEnvironment(at), repository);
}

export function migrateSpec(at: Deployment, repository: string): ChildSpec {
  return node('migrate', [provisionEntry(repository), 'migrate'], provisionEnvironment(at), repository);
}

export function raiseAuthoritySpec(at: Deployment, repository: string): ChildSpec {
  const words = ['authority', 'raise', '--all'];
  return node(
    'raise-authority',
    [provisionEntry(repository), ...words],
    provisionEnvironment(at),
    repository,
  );
}

export function workerSpec(at: Deployment, repository: string): ChildSpec {
  return node(worker, [provisionEntry(repository), 'work'], workerEnvironment(at), repository);
}

export function createTenantSpec(at: Deployment, repository: string): ChildSpec {
  const { slug, name, plan } = demoTenant;
  const words = ['tenant', 'create', '--slug', slug, '--name', name, '--plan', plan];
  return node('create-tenant', [provisionEntry(repository), ...words], provisionEnvironment(at), repository);
}

export function seedSpec(at: Deployment, repository: string): ChildSpec {
  return node(
    'seed-demo',
    [join(repository, 'apps/platform/src/demo/main.ts')],
    demoEnvironment(at),
    repository,
  );
}

/** The build needs no secret and gets none. */
export function buildConsoleSpec(
  env: Readonly<Record<string, string | undefined>>,
  repository: string,
): ChildSpec {
  return node(
    'build-console',
    [join(repository, 'apps/web/scripts/build-if-needed.ts')],
    harmless(env),
    repository,
  );
}

function provisionEntry(repository: string): string {
  return join(repository, 'apps/platform/src/provision.ts');
}

function clawPermissions(at: Deployment, repository: string): string[] {
  const readable = ['apps/claw', 'core', 'infra/service', 'node_modules', 'package.json'].map((part) =>
    join(repository, part),
  );
  readable.push(at.keys.file('claw', 'CLAW_EDGE_SECRET'));
  return ['--permission', '--allow-net', ...readable.map((path) => `--allow-fs-read=${path}`)];
}

function node(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  repository: string,
): ChildSpec {
  return { name, command: process.execPath, args: [...flags, ...args], env, cwd: repository };
}
