/** After a restore of the demo tenant its tokens are dead: they are forgotten, so that the next start issues new ones. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { forgetDemoAgents, holdsDemoAgents } from './demo-credentials.ts';
import { demoTokensFile } from './environments.ts';
import { homeAt } from './home.ts';

test('forgotten tokens are no longer held, also when they are forgotten twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-demo-'));
  const home = homeAt({}, folder, folder);
  mkdirSync(home.demo, { recursive: true });
  writeFileSync(demoTokensFile(home), JSON.stringify({ agents: [] }));
  assert.equal(holdsDemoAgents(home), true);
  forgetDemoAgents(home);
  forgetDemoAgents(home);
  assert.equal(holdsDemoAgents(home), false);
  rmSync(folder, { recursive: true });
});
