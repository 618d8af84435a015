/**
 * Whether a password is strong enough to be set: zxcvbn's estimate, with the words that belong to the person counting as
 * known to an attacker. It judges new passwords alone; signing in never does.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { AppError } from '@gamut/kernel/app-error';

const estimator = new ZxcvbnFactory({});
const scoreMin = 3;
const lengthMin = 12;

/** @throws AppError `validation_failed` that says what would help */
export function assertStrongPassword(password: string, known: readonly string[]): void {
  if (password.length < lengthMin) throw tooWeak(`It has fewer than ${String(lengthMin)} characters.`);
  const judged = estimator.check(password.slice(0, 128), known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((text) => text.length > 2));
  if (judged.score < scoreMin) throw tooWeak(judged.feedback.warning ?? 'It is easy to guess.');
}

function tooWeak(why: string): AppError {
  return new AppError('validation_failed', `The password is too weak. ${why}`, { fix: 'Use several unrelated words, or a password manager’s.', who: 'the person' });
}
