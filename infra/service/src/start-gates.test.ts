/** Guarantees of starting: gates in order, one line and no value on failure, an orderly end on a signal. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { patienceMs, tellTime } from '../../../tests/support/pace.ts';
import { readEnvironment } from './environment.ts';
import { startFailureLine } from './run-until-stopped.ts';
import { GateFailure, passGates, type Gate } from './start-gates.ts';

test('gates run in order and the first that stays shut ends it', async () => {
  const ran: string[] = [];
  const gate = (name: string, reason?: string): Gate => ({
    name,
    fix: `mend ${name}`,
    check: () => {
      ran.push(name);
      return reason;
    },
  });
  await passGates([gate('one'), gate('two')]);
  await assert.rejects(passGates([gate('a'), gate('b', 'it is shut'), gate('c')]), {
    message: 'gate b: it is shut. Fix: mend b',
  });
  assert.deepEqual(ran, ['one', 'two', 'a', 'b']);
});

test('a check that throws shuts its gate and tells the kind of fault, not its words', async () => {
  const fault = Object.assign(new Error('postgres://u:planted@h'), { code: 'ECONNREFUSED' });
  const gate = {
    name: 'database',
    fix: 'start it',
    check: () => {
      throw fault;
    },
  };
  await assert.rejects(passGates([gate]), {
    message: 'gate database: the check failed (ECONNREFUSED). Fix: start it',
  });
});

test('a failed start is one line without values', () => {
  assert.equal(
    startFailureLine(new GateFailure('x', 'two\nlines', 'do it')),
    'gate x: two lines. Fix: do it',
  );
  assert.match(
    startFailureLine(Object.assign(new Error('x'), { code: 'EADDRINUSE', port: 4600 })),
    /^gate port: port 4600 is taken\. Fix: /,
  );
  assert.ok(!startFailureLine(new Error('planted')).includes('planted'));
  assert.ok(!startFailureLine('planted').includes('planted'));
});

test('what is set and wrong in the environment stops the start instead of falling back', () => {
  const read = (env: Record<string, string>) => readEnvironment(env);
  assert.equal(read({}).mode(), 'production');
  assert.equal(read({ GAMUT_MODE: 'development' }).mode(), 'development');
  assert.equal(read({}).port('P', 4600), 4600);
  assert.equal(read({ P: '' }).port('P', 4600), 4600);
  assert.equal(read({ O: 'http://127.0.0.1:4600/' }).origin('O'), 'http://127.0.0.1:4600');
  assert.deepEqual(read({ O: 'https://a.example, http://127.0.0.1:1' }).origins('O'), [
    'https://a.example',
    'http://127.0.0.1:1',
  ]);
  const wrong: (() => unknown)[] = [
    () => read({ GAMUT_MODE: 'Development' }).mode(),
    ...['x', '1.5', '-1', '65536', '0x10', '1e3', ' 1'].map((P) => () => read({ P }).port('P', 1)),
    ...['ftp://a', 'http://a/path', 'http://u:p@a', 'http://a?x', '127.0.0.1:1', 'http://'].map(
      (O) => () => read({ O }).origin('O'),
    ),
    () => read({}).needText('T'),
    () => read({}).origin('O'),
  ];
  for (const one of wrong) assert.throws(one, { gate: 'config' });
});

function runProgram(
  body: string,
  signal?: NodeJS.Signals,
): Promise<{ code: number | null; stderr: string; ms: number }> {
  const url = new URL('run-until-stopped.ts', import.meta.url).href;
  const gates = new URL('start-gates.ts', import.meta.url).href;
  const script = `import { runUntilStopped } from '${url}'; import { GateFailure } from '${gates}'; void GateFailure; const hold = setInterval(() => {}, 1000); void hold; ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const start = performance.now();
  child.stdout.on('data', () => {
    if (signal !== undefined) child.kill(signal);
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stderr, ms: performance.now() - start });
    });
  });
}

test('a start that fails exits 1 with one line; a signal closes in order; a close that hangs is cut off after five seconds', async (t) => {
  const [failed, stopped, hung, late] = await Promise.all([
    runProgram(`await runUntilStopped(() => { throw new GateFailure('x', 'shut', 'open it'); });`),
    runProgram(
      `await runUntilStopped(() => ({ listen: async () => console.log('up'), close: async () => process.stderr.write('closed') }));`,
      'SIGTERM',
    ),
    runProgram(
      `await runUntilStopped(() => ({ listen: async () => console.log('up'), close: () => new Promise(() => {}) }));`,
      'SIGINT',
    ),
    runProgram(
      `await runUntilStopped(() => ({ listen: async () => console.log('up'), close: async () => {} })); setTimeout(() => { throw new Error('planted'); }, 50);`,
    ),
  ]);
  assert.deepEqual([failed.code, failed.stderr], [1, 'gate x: shut. Fix: open it\n']);
  assert.deepEqual([stopped.code, stopped.stderr], [0, 'closed']);
  assert.equal(hung.code, 1);
  assert.ok(hung.ms > 4900);
  tellTime(t, 'cut off', hung.ms);
  assert.equal(late.code, 70);
  assert.ok(!late.stderr.includes('planted'));
});
