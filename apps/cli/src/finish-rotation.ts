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

interface Rotations {
  readonly items: readonly Rotation[];
  readonly dataKeysUnder: { readonly retiringKey: number; readonly noHeldKey: number };
}

/** A restore may bring keys under the one before back while this waits; somebody who restores without end is told so. */
const roundsMax = 5;

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
  const { wrapped, noHeldKey } = await wrapAll(operator, files.keyId(), say);
  say(
    'Now the key before is removed from GAMUT_HOME/keys. Backups of the database and files of tenants from before need it: ' +
      'keep a copy with them, and nowhere else.',
  );
  files.finish();
  say(`Done: ${keysOf(wrapped)} wrapped again, and nothing opens under the key before.`);
  if (noHeldKey > 0)
    say(
      `${String(noHeldKey)} data keys stand under another key than these two: bring it, or they stay shut.`,
    );
}

/**
 * One that was done earlier says nothing of now: a restore brings a tenant's keys back as they were wrapped. So one is begun as
 * long as the key before lies there, and what counts in the end is that nothing stands under it.
 */
async function wrapAll(
  operator: Pick<Operator, 'get' | 'post'>,
  keyId: string,
  say: (line: string) => void,
): Promise<{ readonly wrapped: number; readonly noHeldKey: number }> {
  let wrapped = 0;
  for (let round = 0; round < roundsMax; round++) {
    await begin(operator, keyId, (await ask(operator)).newest);
    wrapped += (await untilEnded(operator, keyId, say)).sealedAgain;
    const { retiringKey, noHeldKey } = (await ask(operator)).dataKeysUnder;
    if (retiringKey === 0) return { wrapped, noHeldKey };
  }
  throw new AppError('conflict', 'data keys come back under the key before again and again', {
    fix: 'wait until no tenant is being restored, then run this again; the key before is kept',
    who: 'the operator',
  });
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
    const { newest: now } = await ask(operator);
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

async function ask(
  operator: Pick<Operator, 'get'>,
): Promise<Rotations & { readonly newest: Rotation | undefined }> {
  const answer = (await operator.get('/key-rotations')) as Rotations;
  return { ...answer, newest: answer.items.find(({ kind }) => kind === 'encryption_key') };
}

function notInForce(): AppError {
  return new AppError('conflict', 'the running platform does not know the new DATA_ENCRYPTION_KEY yet', {
    fix: 'stop and start Gamut, then run gamut keys rotate --finish again',
  });
}
