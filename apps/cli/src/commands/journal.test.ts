/** Whose journal is exported: the demo's without a token, any other's with an API token of that very tenant. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { UsageError } from '../arguments.ts';
import { homeAt } from '../home.ts';
import { journal } from './journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gamut-journal-'));
const asked: (string | undefined)[] = [];
/** Stands where a platform elsewhere would: it answers a token of acme with acme's journal. */
const server = createServer((request, response) => {
  asked.push(request.headers.authorization);
  response.setHeader('content-disposition', 'attachment; filename="acme.journal"');
  response.end('journal of acme');
});
before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function run(args: readonly string[], env: Record<string, string>): Promise<number> {
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const world = { env: { GAMUT_PLATFORM_URL: url, ...env }, home: homeAt({}, folder, folder) };
  const silent = (): void => undefined;
  return journal(args, { ...world, repository: folder, workingFolder: folder, answer: silent, say: silent });
}
const token = { GAMUT_ACCESS_TOKEN: 'gmt_example' };

test('an API token exports the journal of its own tenant', async () => {
  assert.equal(await run(['export', '--tenant', 'acme', '--out', 'acme.journal'], token), 0);
  assert.equal(readFileSync(join(folder, 'acme.journal'), 'utf8'), 'journal of acme');
  assert.equal(asked.at(-1), 'Bearer gmt_example');
});

test('a token of another tenant leaves no file under the wrong name', async () => {
  const wrong = run(['export', '--tenant', 'other', '--out', 'other.journal'], token);
  await assert.rejects(wrong, /not one of the tenant "other"/);
  assert.ok(!existsSync(join(folder, 'other.journal')));
});

test('without a token another tenant than the demo is refused in words', async () => {
  const refused = run(['export', '--tenant', 'acme', '--out', 'none'], {});
  await assert.rejects(
    refused,
    (error) => error instanceof UsageError && /GAMUT_ACCESS_TOKEN/.test(error.message),
  );
});
