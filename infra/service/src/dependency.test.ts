/** Guarantees of the one wrapper around dependencies: it answers, refuses or ends in time, and says which one it was. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { AppError } from '@gamut/kernel/app-error';
import { callDependency } from './dependency.ts';

test('a value comes through, a refusal comes through as it is, anything else is a failed dependency', async () => {
  const dependency = { name: 'platform', deadlineMs: 1000 };
  assert.equal(await callDependency(dependency, async () => 7), 7);
  const refusal = new AppError('stale', 'Stale.');
  await assert.rejects(
    callDependency(dependency, async () => {
      throw refusal;
    }),
    (error) => error === refusal,
  );
  await assert.rejects(
    callDependency(dependency, async () => {
      throw new TypeError('detail');
    }),
    (error: AppError) =>
      error.code === 'dependency_failed' &&
      error.message.includes('platform') &&
      !error.message.includes('detail'),
  );
  await assert.rejects(
    callDependency(dependency, () => {
      throw new Error('at once');
    }),
    { code: 'dependency_failed' },
  );
});

test('work that ignores its signal is left behind at the deadline', async () => {
  let aborted = false;
  const work = (signal: AbortSignal): Promise<never> => {
    signal.addEventListener('abort', () => {
      aborted = true;
    });
    return new Promise(() => undefined);
  };
  await assert.rejects(callDependency({ name: 'disk', deadlineMs: 20 }, work), {
    code: 'deadline_exceeded',
    message: /disk.*20 ms/,
  });
  assert.equal(aborted, true);
});

test('a caller who is already gone starts nothing', async () => {
  let started = false;
  const call = callDependency({ name: 'x', deadlineMs: 1000, signal: AbortSignal.abort() }, async () => {
    started = true;
  });
  await assert.rejects(call, { code: 'dependency_failed' });
  assert.equal(started, false);
});

test('a fault is injected before the work: an error, a delay past the deadline, or nothing', async () => {
  let worked = 0;
  const work = async (): Promise<number> => ++worked;
  await assert.rejects(
    callDependency(
      {
        name: 'x',
        deadlineMs: 100,
        fault: () => {
          throw new Error('x');
        },
      },
      work,
    ),
    { code: 'dependency_failed' },
  );
  await assert.rejects(
    callDependency({ name: 'x', deadlineMs: 20, fault: () => new Promise(() => undefined) }, work),
    { code: 'deadline_exceeded' },
  );
  assert.equal(worked, 0);
  assert.equal(await callDependency({ name: 'x', deadlineMs: 60_000, fault: () => undefined }, work), 1);
});
