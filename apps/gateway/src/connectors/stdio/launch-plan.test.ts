/** What a tool server is given can be read off its launch: its own environment, its own folders, and no network unsaid. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planLaunch, type LaunchWish } from './launch-plan.ts';

const wish: LaunchWish = {
  node: true, nodePath: '/n/node', program: '/p/server.js', args: ['$(id)', '; rm -rf /'], cwd: '/w', home: '/h', mountPoint: '/m', readable: ['/p'], mounted: ['/p'],
  writable: ['/w'], env: { A: 'b' }, network: false, memoryMb: 128, uid: 61_200,
}; // prettier-ignore

for (const kind of ['own_root', 'own_user', 'permission_model'] as const) {
  const launch = planLaunch(wish, { kind, asRoot: true, limits: true });
  test(`${kind}: the environment is made anew, whatever Gateway holds`, () => {
    process.env['GATEWAY_SECRET_OF_THE_TEST'] = 'x';
    assert.deepEqual(Object.keys(launch.env).sort(), ['A', 'HOME', 'LANG', 'PATH', 'TMPDIR']);
  });
  test(`${kind}: a Node program runs under the permission model, without network, programs, workers or add-ons`, () => {
    assert.ok(launch.args.includes('--permission') || launch.command === '--permission');
    assert.ok(launch.args.includes('--allow-fs-write=/w') && launch.args.includes('--allow-fs-read=/p'));
    assert.ok(
      !launch.args.some((arg) => /^--allow-(net|child-process|worker|addons|wasi|ffi|inspector)/.test(arg)),
    );
  });
  test(`${kind}: arguments are passed as they are, never through a shell's text`, () => {
    assert.deepEqual(launch.args.slice(-2), wish.args);
  });
}

test('namespaces: the network is one of them unless the operator declares it', () => {
  const walls = { kind: 'own_root', asRoot: true, limits: true } as const;
  assert.ok(planLaunch(wish, walls).args.includes('--net'));
  const open = planLaunch({ ...wish, network: true }, walls).args;
  assert.ok(!open.includes('--net') && open.includes('--allow-net'));
});

test('namespaces: writable folders are mounted after the read-only ones they lie in', () => {
  const { args } = planLaunch(
    { ...wish, writable: ['/p/w'] },
    { kind: 'own_root', asRoot: false, limits: true },
  );
  assert.ok(args.indexOf('ro:/p') < args.indexOf('rw:/p/w') && args.indexOf('ro:/p') > 0);
});
