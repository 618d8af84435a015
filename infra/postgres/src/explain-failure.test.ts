/** What Postgres prints when it gives up becomes one refusal with cause and fix; the texts are the server's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from './explain-failure.ts';

const directory = '/srv/gamut/postgres';
const cases = [
  [
    'PANIC:  could not write to file "pg_wal/xlogtemp.27937": No space left on device',
    'storage_full',
    /disk that holds \/srv\/gamut\/postgres is full/,
  ],
  ['initdb: error: could not write to file: Disk quota exceeded', 'storage_full', /is full/],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'conflict', /port is taken/],
  [
    'FATAL:  could not open file "global/pg_control": Permission denied',
    'unavailable',
    /permission denied below/,
  ],
  [
    'LOG:  x\nFATAL:  database files are incompatible with server\nLOG:  shut down',
    'unavailable',
    /FATAL: {2}database files are incompatible/,
  ],
  [
    'initdb: error: could not look up effective user ID 12345: user does not exist',
    'unavailable',
    /has no entry among this machine's users/,
  ],
  ['', 'unavailable', /^Postgres did not start$/],
] as const;

for (const [output, code, message] of cases) {
  test(`explained: ${output.slice(0, 60) || 'no output at all'}`, () => {
    const error = explainFailure('Postgres did not start', output, directory);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.ok((error.fix ?? '').length > 0);
    assert.ok((error.who ?? '').length > 0);
  });
}
