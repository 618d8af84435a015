/** Rate limits hold exactly what their rule says, per caller and class, and say how long to wait. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRateLimiter, rateRules } from './rate-limit.ts';

function limiterAt(rule: { burst: number; perMinute: number }) {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const limiter = createRateLimiter(clock, { ...rateRules, read: rule, change: rule });
  return { limiter, pass: (ms: number) => void (nowMs += ms) };
}

test('a burst passes whole, the next is refused with the seconds to wait, and waiting that long opens again', () => {
  const { limiter, pass } = limiterAt({ burst: 5, perMinute: 60 });
  for (let n = 0; n < 5; n++) assert.equal(limiter('read', 'a').allowed, true);
  const refused = limiter('read', 'a');
  assert.equal(refused.allowed, false);
  assert.equal(refused.headers['retry-after'], '1');
  pass(1000);
  assert.equal(limiter('read', 'a').allowed, true);
  assert.equal(limiter('read', 'a').allowed, false);
});

test('another caller and another class have buckets of their own', () => {
  const { limiter } = limiterAt({ burst: 1, perMinute: 1 });
  assert.equal(limiter('read', 'a').allowed, true);
  assert.equal(limiter('read', 'a').allowed, false);
  assert.equal(limiter('read', 'b').allowed, true);
  assert.equal(limiter('change', 'a').allowed, true);
});

test('over any time no more pass than the burst and what the rate has added', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 600 }),
      fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }),
      (burst, perMinute, waits) => {
        const { limiter, pass } = limiterAt({ burst, perMinute });
        let [passed, elapsedMs] = [0, 0];
        for (const wait of waits) {
          pass(wait);
          elapsedMs += wait;
          if (limiter('read', 'a').allowed) passed++;
          assert.ok(passed <= burst + (elapsedMs * perMinute) / 60_000 + 1e-6);
        }
      },
    ),
  );
});

test('what is left is told, and never below none', () => {
  const { limiter } = limiterAt({ burst: 3, perMinute: 60 });
  const left = [1, 2, 3, 4].map(() => /r=(-?\d+)/.exec(limiter('read', 'a').headers['ratelimit'] ?? '')?.[1]);
  assert.deepEqual(left, ['2', '1', '0', '0']);
});
