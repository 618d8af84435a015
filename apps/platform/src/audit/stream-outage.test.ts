/** An outage of the live stream: whoever was away for an hour, over a restart of the platform, goes on with no gap and nothing twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { openLiveStream } from '../../../../tests/support/live-stream.ts';
import { testPlatform, type PlatformUnderTest } from '../../../../tests/support/platform.ts';
import { openChange } from '../http/change.ts';

let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let under: PlatformUnderTest;

before(async () => {
  under = await testPlatform({ clock });
});
after(() => under.close());

async function record(db: PlatformUnderTest['running']['platform']['db'], id: string): Promise<void> {
  const actor = { kind: 'person', id: 'usr_test', name: 'Somebody' } as const;
  await db.tenant(under.tenant, (tx) =>
    openChange({ tx, actor, clock, random: randomBytes }).recorded({
      event: 'agent.updated',
      subject: { kind: 'agent', id, name: 'an agent' },
    }),
  );
}

const numbersIn = (text: string): number[] =>
  [...text.matchAll(/^id: 1\.(\d+)\nevent: (?!ready)/gm)].map((match) => Number(match[1]));

test('an hour’s outage, with the process that served it gone, is caught up from the cursor: each number once, in order', async () => {
  const client = await under.as('administrator');
  // both pass their gates by the true time; the second listens an hour later
  const [first, second] = [await under.another(), await under.another()];
  const stream = await openLiveStream(await first.listen(), client);
  await record(first.platform.db, 'agt_before');
  const before = numbersIn(await stream.until('agt_before'));
  const seen = before.at(-1) as number;
  // the process ends, and the stream with it
  await first.close();
  assert.ok(!(await stream.until('agt_during_0')).includes('agt_during_0'));
  const { db } = under.running.platform;
  for (let minutes = 0; minutes < 60; minutes += 4, aheadMs += 4 * 60_000)
    for (let n = 0; n < 9; n++) await record(db, `agt_during_${String(minutes)}_${String(n)}`);
  try {
    const again = await openLiveStream(await second.listen(), {
      ...client,
      lastEventId: `1.${String(seen)}`,
    });
    await record(db, 'agt_after');
    const text = await again.until('agt_after');
    const numbers = numbersIn(text);
    assert.ok(numbers.length > 135, String(numbers.length));
    assert.deepEqual(
      numbers,
      Array.from(numbers, (_one, at) => seen + 1 + at),
    );
    assert.equal([...text.matchAll(/agt_during_/g)].length, 135);
    await again.close();
  } finally {
    await second.close();
  }
});
