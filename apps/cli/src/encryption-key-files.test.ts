/** Guarantees of replacing DATA_ENCRYPTION_KEY in the files: killed between any two writes, both keys are there and the next start goes on. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { encryptionKeyFiles, signingSecret } from './encryption-key-files.ts';
import { finishRotation } from './finish-rotation.ts';
import { openKeys } from './keys.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gamut-rotate-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const [current, retiring, next] = [
  'DATA_ENCRYPTION_KEY',
  'DATA_ENCRYPTION_KEY_RETIRING',
  'DATA_ENCRYPTION_KEY_NEXT',
] as const;

function folder(): string {
  const made = mkdtempSync(join(scratch, 'one-'));
  openKeys(made);
  return made;
}
const read = (at: string, name: string): string | undefined =>
  existsSync(join(at, 'platform', name)) ? readFileSync(join(at, 'platform', name), 'utf8') : undefined;
const write = (at: string, name: string, text: string): void => {
  writeFileSync(join(at, 'platform', name), text, { mode: 0o600 });
};

test('a new key is laid beside, comes into force with the next start, and the one before is kept until the end', () => {
  const at = folder();
  const old = read(at, current);
  const files = encryptionKeyFiles(at);
  assert.equal(files.state(), 'settled');
  files.stage();
  assert.equal(files.state(), 'staged');
  assert.equal(
    read(at, current),
    old,
    'what runs, or starts again after a crash, goes on with the key it knows',
  );
  assert.equal(statSync(join(at, 'platform', next)).mode & 0o777, 0o600);
  const staged = read(at, next);
  assert.notEqual(staged, old);
  const opened = openKeys(at);
  assert.deepEqual(opened.made, []);
  assert.deepEqual([read(at, current), read(at, retiring), read(at, next)], [staged, old, undefined]);
  assert.equal(files.state(), 'retiring');
  openKeys(at);
  assert.deepEqual([read(at, current), read(at, retiring)], [staged, old], 'another start changes nothing');
  files.finish();
  assert.deepEqual([files.state(), read(at, current), read(at, retiring)], ['settled', staged, undefined]);
});

test('the signing secret is replaced alike: both are handed to Gateway alone, until the one before is given up', () => {
  const at = folder();
  const file = (name: string): string | undefined =>
    existsSync(join(at, 'gateway', name)) ? readFileSync(join(at, 'gateway', name), 'utf8') : undefined;
  const [name, old] = [signingSecret.name, file(signingSecret.name)];
  const files = encryptionKeyFiles(at, signingSecret);
  files.stage();
  assert.throws(() => files.stage(), { code: 'conflict', message: /AGENTIC_SIGNING_SECRET/ });
  assert.equal(encryptionKeyFiles(at).state(), 'settled', 'and the other key stays as it is');
  const staged = file(`${name}_NEXT`);
  openKeys(at);
  assert.deepEqual([file(name), file(`${name}_RETIRING`), files.state()], [staged, old, 'retiring']);
  files.finish();
  openKeys(at);
  assert.deepEqual([file(name), file(`${name}_RETIRING`), files.state()], [staged, undefined, 'settled']);
});

test('killed between any two writes of the start, the next start ends in the same place', () => {
  const at = folder();
  const old = read(at, current) as string;
  encryptionKeyFiles(at).stage();
  const staged = read(at, next) as string;
  const halfWays: readonly ((copy: string) => void)[] = [
    () => undefined,
    (copy) => {
      write(copy, retiring, old);
    },
    (copy) => {
      write(copy, retiring, old);
      write(copy, current, staged);
    },
  ];
  for (const [step, halfWay] of halfWays.entries()) {
    const copy = join(scratch, `half-${String(step)}`);
    cpSync(at, copy, { recursive: true });
    halfWay(copy);
    openKeys(copy);
    assert.deepEqual(
      [read(copy, current), read(copy, retiring), read(copy, next)],
      [staged, old, undefined],
      `killed after ${String(step)} writes`,
    );
  }
});

test('a second one is refused while one is on its way, and no key is lost by trying', () => {
  const at = folder();
  const files = encryptionKeyFiles(at);
  files.stage();
  const staged = read(at, next);
  assert.throws(() => files.stage(), { code: 'conflict' });
  assert.equal(read(at, next), staged);
  openKeys(at);
  const old = read(at, retiring);
  assert.throws(() => files.stage(), { code: 'conflict' });
  // a third laid there by hand while two are needed
  write(at, next, read(folder(), current) as string);
  assert.throws(() => openKeys(at), { code: 'conflict' });
  assert.deepEqual([read(at, current), read(at, retiring)], [staged, old]);
});

test('a damaged file stops the start with its name and its fix, and never shows a value', () => {
  for (const name of [next, retiring]) {
    const at = folder();
    const value = read(at, current) as string;
    write(at, name, `${value}AA`);
    const files = encryptionKeyFiles(at);
    assert.throws(
      () => files.state(),
      (error: AppError) => error.message.includes(name) && !JSON.stringify(error).includes(value),
    );
  }
});

interface Said {
  toKeyId: string;
  state: 'running' | 'done' | 'failed';
}

/** A platform's answers, with what it was asked. */
function platform(
  at: string,
  over: { keyId?: string; ends?: 'done' | 'failed'; had?: Said; left?: number[]; noHeldKey?: number } = {},
) {
  const keyId = over.keyId ?? encryptionKeyFiles(at).keyId();
  let rotation: Said | undefined = over.had;
  const posted: object[] = [];
  // keys under the one before, as each rotation that ends leaves them
  const left = [...(over.left ?? [])];
  let retiringKey = 0;
  let polls = 0;
  return {
    posted,
    get: () => {
      if (rotation?.state === 'running' && ++polls > 1) {
        polls = 0;
        rotation = { ...rotation, state: over.ends ?? 'done' };
        retiringKey = left.shift() ?? 0;
      }
      const items =
        rotation === undefined
          ? []
          : [{ kind: 'encryption_key', sealedAgain: 3, failure: null, ...rotation }];
      return Promise.resolve({ items, dataKeysUnder: { retiringKey, noHeldKey: over.noHeldKey ?? 0 } });
    },
    post: (_path: string, body: object) => {
      posted.push(body);
      rotation = { toKeyId: keyId, state: 'running' };
      return Promise.resolve({ id: 'rot_1', toKeyId: keyId });
    },
  };
}

function inForce(): string {
  const at = folder();
  encryptionKeyFiles(at).stage();
  openKeys(at);
  return at;
}

const silent = (): void => undefined;

test('the key before is given up only when the platform is done, for exactly the key in the files', async () => {
  const at = inForce();
  const asked = platform(at);
  const lines: string[] = [];
  await finishRotation(encryptionKeyFiles(at), asked, (line) => {
    if (/Backups of the database .* need it/.test(line)) assert.ok(read(at, retiring), 'said before it goes');
    lines.push(line);
  });
  assert.match(lines.join('\n'), /need it: keep a copy[^]*Done: 3 tenants' keys were wrapped again/);
  assert.deepEqual(asked.posted, [{ kind: 'encryption_key' }]);
  assert.equal(read(at, retiring), undefined);
  for (const value of [read(at, current) as string]) assert.ok(!lines.join('\n').includes(value));
});

test('one tenant’s key is said as one', async () => {
  const lines: string[] = [];
  const at = inForce();
  const asked = platform(at);
  await finishRotation(
    encryptionKeyFiles(at),
    { ...asked, get: async () => withSealedAgain(await asked.get(), 1) },
    (line) => lines.push(line),
  );
  assert.match(lines.at(-1) ?? '', /^Done: 1 tenant's key was wrapped again,/);
});

type Answer = Awaited<ReturnType<ReturnType<typeof platform>['get']>>;
const withSealedAgain = ({ items, ...rest }: Answer, sealedAgain: number) => ({
  ...rest,
  items: items.map((item) => ({ ...item, sealedAgain })),
});

test('a replacement that was done earlier says nothing of what a restore brought back: one is begun each time', async () => {
  const at = inForce();
  const asked = platform(at, { had: { toKeyId: encryptionKeyFiles(at).keyId(), state: 'done' } });
  await finishRotation(encryptionKeyFiles(at), asked, silent);
  assert.deepEqual(asked.posted, [{ kind: 'encryption_key' }]);
  assert.equal(read(at, retiring), undefined);
});

test('one that is under way is waited for, and what came back behind its end is wrapped by another', async () => {
  const at = inForce();
  const had = { toKeyId: encryptionKeyFiles(at).keyId(), state: 'running' } as const;
  const asked = platform(at, { had, left: [2, 1, 0] });
  await finishRotation(encryptionKeyFiles(at), asked, silent);
  assert.equal(asked.posted.length, 2);
  assert.equal(read(at, retiring), undefined);
});

test('as long as anything stands under the key before, it is kept', async () => {
  const at = inForce();
  const old = read(at, retiring);
  const asked = platform(at, { left: Array<number>(100).fill(1) });
  await assert.rejects(finishRotation(encryptionKeyFiles(at), asked, silent), { code: 'conflict' });
  assert.equal(read(at, retiring), old);
});

test('keys that stand under a third key are told', async () => {
  const at = inForce();
  const lines: string[] = [];
  await finishRotation(encryptionKeyFiles(at), platform(at, { noHeldKey: 2 }), (line) => lines.push(line));
  assert.match(lines.at(-1) ?? '', /^2 data keys stand under another key than these two/);
});

test('a platform that runs with another key, or that failed, leaves the key before where it is', async () => {
  for (const over of [{ keyId: 'AAAAAAAAAAA' }, { ends: 'failed' as const }]) {
    const at = inForce();
    const old = read(at, retiring);
    await assert.rejects(finishRotation(encryptionKeyFiles(at), platform(at, over), silent), AppError);
    assert.equal(read(at, retiring), old);
  }
});

test('with nothing begun, or nothing restarted, finishing is refused and asks nobody', async () => {
  const at = folder();
  const asked = platform(at);
  await assert.rejects(finishRotation(encryptionKeyFiles(at), asked, silent), { code: 'conflict' });
  encryptionKeyFiles(at).stage();
  await assert.rejects(finishRotation(encryptionKeyFiles(at), asked, silent), { code: 'conflict' });
  assert.deepEqual(asked.posted, []);
});
