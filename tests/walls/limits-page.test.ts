/** docs/limits.md says the numbers that are enforced (ASVS 2.1.3). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { planQuotas } from '@gamut/access/plans';
import { rateRules } from '../../apps/platform/src/limits/rate-rules.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'limits.md'), 'utf8');
/** Rows that begin with a name and go on with numbers. */
const rows = new Map(
  [...page.matchAll(/^\| (\w+) \|((?: \d+ \|)+)/gm)].map(([, name = '', numbers = '']) => [
    name,
    [...numbers.matchAll(/\d+/g)].map(Number),
  ]),
);

test('each rate class stands there with its burst and its minute', () => {
  for (const [name, { burst, perMinute }] of Object.entries(rateRules))
    assert.deepEqual(rows.get(name), [burst, perMinute], name);
});

test('each plan stands there with its quotas, and nothing stands there that is neither class nor plan', () => {
  for (const [name, quotas] of Object.entries(planQuotas))
    assert.deepEqual(
      rows.get(name),
      [quotas.ai_analysis, quotas.policy_generation].flatMap(({ perDay, perMonth }) => [perDay, perMonth]),
      name,
    );
  assert.deepEqual(
    [...rows.keys()].toSorted(),
    [...Object.keys(rateRules), ...Object.keys(planQuotas)].toSorted(),
  );
});
