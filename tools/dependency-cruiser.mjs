/** dependency-cruiser's rules, derived from the one table in walls.ts. Nothing is written here by hand that the table knows. */
import {
  doorFaces,
  forbiddenInCore,
  opened,
  provisionContains,
  provisionEntry,
  provisionParts,
  provisionShares,
  rooms,
  soleImporters,
} from './walls.ts';

const source = '^(core|infra|apps)/';
const tests = '\\.test\\.tsx?$|^tests/|^tools/|^core/(policy|protocol)/cases/';

const contents = Object.entries(rooms).map(([room, { contains }]) => ({
  name: `${room} contains only what its row names`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: tests },
  to: { path: source, pathNot: [`^${room}/`, ...contains.map(opened)], reachable: true },
}));

const direct = Object.entries(rooms).map(([room, { floor }]) => ({
  name: `${room} imports downward only`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: tests },
  to: {
    path: Object.entries(rooms)
      .filter(([other, row]) => other !== room && row.floor >= floor)
      .map(([other]) => `^${other}/`),
  },
}));

const alone = Object.entries(soleImporters).map(([name, importers]) => ({
  name: `${name} has one importer`,
  severity: 'error',
  from: { path: source, pathNot: [tests, ...importers.map((room) => `^${room}/`)] },
  to: { path: [`^(node:)?${name.replace('node:', '')}$`, `node_modules/${name}/`] },
}));

export default {
  forbidden: [
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    ...direct,
    ...contents,
    ...alone,
    {
      name: 'the ground storey touches nothing outside',
      severity: 'error',
      from: { path: '^core/', pathNot: tests },
      to: { path: forbiddenInCore.map((name) => `^(node:)?${name.replace('node:', '')}$`) },
    },
    {
      name: 'provision contains only what its row names',
      severity: 'error',
      from: { path: `^${provisionEntry}$` },
      to: {
        path: source,
        pathNot: [
          '^apps/platform/src/provision',
          `^apps/platform/src/(${provisionShares.join('|')})\\.ts$`,
          ...provisionContains.map(opened),
        ],
        reachable: true,
      },
    },
    {
      name: 'what serves reaches data through the door alone',
      severity: 'error',
      from: { path: source, pathNot: [tests, '^infra/database/', provisionParts] },
      to: { path: '^infra/database/', pathNot: `^infra/database/src/(${doorFaces.join('|')})\\.ts$` },
    },
    {
      name: 'everything resolves',
      severity: 'error',
      from: { path: source },
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'tests are no library',
      severity: 'error',
      from: { path: source, pathNot: tests },
      to: { path: '\\.test\\.tsx?$|^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules/(?!@gamut)' },
    exclude: { path: '(^|/)(dist|\\.gamut)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'],
    },
  },
};
