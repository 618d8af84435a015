/** The doctor tells who refused to start, by which gate, and what that gate says to do; who went on since is well. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { homeAt } from '../home.ts';
import { gateFindings } from './gates.ts';

test('a process whose log ends with a gate is wrong, with the fix of that gate', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-doctor-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const home = homeAt({ GAMUT_HOME: folder }, '/repository', '/');
  assert.deepEqual(gateFindings({ home }), []);
  mkdirSync(home.logs, { recursive: true });
  const line = 'gate key-strength: TOKEN_PEPPER is weak: it repeats itself. Fix: make one with "gamut keys"';
  writeFileSync(join(home.logs, 'platform.log'), `{"msg":"earlier"}\n${line}\n`);
  writeFileSync(join(home.logs, 'gateway.log'), `${line}\n{"msg":"Gateway listens"}\n`);
  writeFileSync(join(home.logs, 'claw.log'), '');
  assert.deepEqual(gateFindings({ home }), [
    {
      what: 'platform',
      is: 'wrong',
      detail: 'gate key-strength: TOKEN_PEPPER is weak: it repeats itself',
      fix: 'make one with "gamut keys"',
    },
  ]);
});
