/** A lasting failure is told once for each change of what is wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { createChangeTeller } from './tell-change.ts';

test('a failure that lasts is told once; another one, or the same after all went well, is told again', () => {
  const told: string[] = [];
  const teller = createChangeTeller((what, error) => void told.push(`${what} ${(error as Error).message}`));
  const sealed = () => new AppError('tenant_sealed', 'its key is away');
  for (let look = 0; look < 5; look++) teller.failed('rot_a', sealed());
  teller.failed('rot_b', sealed());
  teller.failed('rot_a', new Error('the database is away'));
  teller.failed('rot_a', sealed());
  teller.went('rot_a');
  teller.failed('rot_a', sealed());
  teller.failed('rot_b', sealed());
  const away = 'its key is away';
  assert.deepEqual(told, [
    `rot_a ${away}`,
    `rot_b ${away}`,
    'rot_a the database is away',
    `rot_a ${away}`,
    `rot_a ${away}`,
  ]);
});
