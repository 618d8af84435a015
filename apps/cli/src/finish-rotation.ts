/**
 * Ends the replacement of DATA_ENCRYPTION_KEY: asks the running platform to wrap everything under the new key, waits until it says
 * that this is done for exactly the key that lies in the files, and only then gives the one before up. Ctrl-C ends the
 * waiting, never the work, and the command may be run again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@gamut/kernel/app-error';
import type { EncryptionKeyFiles } from './encryption-key-files.ts';
import type { Operator } from './operator.ts';

interface Rotation {
  readonly kind: string;
  readonly toKeyId: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly sealedAgain: number;
  readonly failure: string | null;
}

const pollMs = 200;

/** @throws AppError when there is nothing to end, the platform runs with another key, or some key could not be opened */
export async function finishRotation(
  files: EncryptionKeyFiles,
  operator: Pick<Operator, 'get' | 'post'>,
  say: (line: string) => void,
): Promise<void> {
  const state = files.state();
  if (state === 'settled') {
    throw new AppError('conflict', 'no DATA_ENCRYPTION_KEY is being replaced', {
      fix: 'gamut keys rotate begins it',
    });
  }
  if (state === 'staged') throw notInForce();
  const keyId = files.keyId();
  const before = await latest(operator);
  // done for this very key: an earlier run of this command was interrupted just before it removed the file
  if (before?.state !== 'done' || before.toKeyId !== keyId) await begin(operator, keyId, before);
  const done = await untilEnded(operator, keyId, say);
  say(
    'Now the key before is removed from GAMUT_HOME/keys. Backups of the database and files of tenants from before need it: ' +
      'keep a copy with them, and nowhere else.',
  );
  files.finish();
  say(`Done: ${keysOf(done.sealedAgain)} wrapped again, and nothing opens under the key before.`);
}

function keysOf(count: number): string {
  return count === 1 ? "1 tenant's key was" : `${String(count)} tenants' keys were`;
}

async function begin(
  operator: Pick<Operator, 'get' | 'post'>,
  keyId: string,
  before: Rotation | undefined,
): Promise<void> {
  if (before?.state === 'running') return;
  const { toKeyId } = (await operator.post('/key-rotations', { kind: 'encryption_key' })) as Rotation;
  if (toKeyId !== keyId) throw notInForce();
}

async function untilEnded(
  operator: Pick<Operator, 'get'>,
  keyId: string,
  say: (line: string) => void,
): Promise<Rotation> {
  let said = -1;
  for (;;) {
    const now = await latest(operator);
    if (now === undefined || now.toKeyId !== keyId) throw notInForce();
    if (now.state === 'done') return now;
    if (now.state === 'failed') {
      throw new AppError('dependency_failed', now.failure ?? 'the rotation failed', {
        fix: 'bring those keys from a backup, then run this again; the key before is kept',
        who: 'the operator',
      });
    }
    if (now.sealedAgain !== said) say(`  ${String(now.sealedAgain)} wrapped again`);
    said = now.sealedAgain;
    await delay(pollMs);
  }
}

async function latest(operator: Pick<Operator, 'get'>): Promise<Rotation | undefined> {
  const { items } = (await operator.get('/key-rotations')) as { items: readonly Rotation[] };
  return items.find(({ kind }) => kind === 'encryption_key');
}

function notInForce(): AppError {
  return new AppError('conflict', 'the running platform does not know the new DATA_ENCRYPTION_KEY yet', {
    fix: 'stop and start Gamut, then run gamut keys rotate --finish again',
  });
}
