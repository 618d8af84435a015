/** A Gateway that is killed outright takes its tool servers with it: nothing goes on acting without a decision point. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/pace.ts';

const opener = fileURLToPath(new URL('./servers/open-and-wait.ts', import.meta.url));

test('kill -9 of Gateway ends its tool servers', async () => {
  const home = mkdtempSync(join(tmpdir(), 'gamut-orphan-'));
  const gateway = spawn(process.execPath, [opener, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await new Promise((resolve) => gateway.stdout.once('data', resolve));
    const marker = join(home, 'alive');
    const beats = (): string => (existsSync(marker) ? readFileSync(marker, 'utf8') : '');
    await eventually(() => beats() !== '', 'the tool server');
    gateway.kill('SIGKILL');
    await new Promise((resolve) => gateway.once('exit', resolve));
    const isSilent = async () => {
      writeFileSync(marker, '');
      await new Promise((resolve) => setTimeout(resolve, 400));
      return beats() === '';
    };
    await eventually(isSilent, 'the end of the tool server');
  } finally {
    gateway.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});
