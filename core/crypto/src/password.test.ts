/** Guarantees of password hashing: published hashes verify, cost is the same for nobody, memory is bounded. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createPasswordHasher } from './password.ts';
import { randomBytes } from './random.ts';

const hasher = createPasswordHasher({ random: randomBytes });
const quick = createPasswordHasher({ random: randomBytes, costLog2: 10 });

test('a hash in the form of section 2 verifies and a wrong password does not', async () => {
  const stored = await hasher.hash('correct horse battery staple');
  assert.match(stored, /^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.deepEqual(await hasher.verify('correct horse battery staple', stored), {
    matches: true,
    needsRehash: false,
  });
  assert.deepEqual(await hasher.verify('correct horse battery stapl', stored), {
    matches: false,
    needsRehash: false,
  });
});

test('hashes made by other implementations verify, and a weaker one asks to be made again', async () => {
  // passlib's documentation
  const passlib = '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E';
  assert.deepEqual(await hasher.verify('password', passlib), { matches: true, needsRehash: true });
  // Python's hashlib over the NFKC form, salt 00..0f
  const python = '$scrypt$ln=17,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$+cmvOHHF3tzUsZTr/28uQYueTZCLQ4qFr0jSyXxJPAA';
  assert.deepEqual(await hasher.verify('correct horse \ufb01', python), {
    matches: true,
    needsRehash: false,
  });
  assert.deepEqual(await hasher.verify('correct horse fi', python), { matches: true, needsRehash: false });
});

test('a user who does not exist costs as much as one who does, and never matches', async () => {
  const stored = await hasher.hash('password');
  // the least of three, on the processor's time of this process: what else runs on the machine does not count
  const time = async (against: string | undefined): Promise<number> => {
    let least = Infinity;
    for (let n = 0; n < 3; n++) {
      const before = process.cpuUsage();
      assert.equal((await hasher.verify('wrong', against)).matches, false);
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, (user + system) / 1000);
    }
    return least;
  };
  const [known, unknown, broken] = [await time(stored), await time(undefined), await time('not a hash')];
  for (const other of [unknown, broken])
    assert.ok(other > known / 4 && other < known * 4, `${String(other)} ms beside ${String(known)} ms`);
});

test('a planted hash with an absurd cost or another spelling never matches', async () => {
  const stored = await quick.hash('x');
  assert.equal((await quick.verify('x', stored)).matches, true);
  for (const planted of [
    stored.replace('ln=10', 'ln=31'),
    stored.replace('ln=10', 'ln=1'),
    stored.replace('r=8', 'r=9'),
    `${stored}=`,
    ` ${stored}`,
    stored.replace('$scrypt', '$plain'),
    '',
  ]) {
    assert.equal((await quick.verify('x', planted)).matches, false, planted);
  }
});

test('no more run at once than allowed, and past the queue the caller is told to come again', async () => {
  const narrow = createPasswordHasher({ random: randomBytes, costLog2: 10, concurrent: 1, waitingMax: 2 });
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => narrow.hash('x')));
  assert.deepEqual(
    results.map((result) => result.status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'],
  );
  assert.equal((results[5] as PromiseRejectedResult).reason.code, 'too_many_requests');
  assert.match(await narrow.hash('x'), /^\$scrypt/);
});

test('a password beyond 1024 bytes is refused and frees its place', async () => {
  const narrow = createPasswordHasher({ random: randomBytes, costLog2: 10, concurrent: 1, waitingMax: 0 });
  await assert.rejects(narrow.hash('x'.repeat(1025)), { code: 'validation_failed' });
  await narrow.hash('x'.repeat(1024));
});
