/**
 * Whether a password is strong enough to be set: zxcvbn's estimate with its offline lists of common passwords and words, and
 * with the words that belong to the person counting as known to an attacker. It judges new passwords alone; signing in never
 * does. The lists are read at the first use, since most runs of the platform never need them.
 */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { AppError } from '@gamut/kernel/app-error';

const scoreMin = 3;
const lengthMin = 12;
/** The estimate is work on the one thread that decisions wait for; what is strong is strong within its first letters. */
const judgedMax = 32;

let estimator: Promise<ZxcvbnFactory> | undefined;

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
}

/**
 * @param known what an attacker would try for this person: name, e-mail, organisation
 * @throws AppError `validation_failed` that says what would help
 */
export async function assertStrongPassword(password: string, known: readonly string[]): Promise<void> {
  if (password.length < lengthMin) throw tooWeak(`It has fewer than ${String(lengthMin)} characters.`);
  estimator ??= loadEstimator();
  const words = known
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((text) => text.length > 2);
  const judged = (await estimator).check(password.slice(0, judgedMax), words);
  if (judged.score < scoreMin) throw tooWeak(judged.feedback.warning ?? 'It is easy to guess.');
}

function tooWeak(why: string): AppError {
  return new AppError('validation_failed', `The password is too weak. ${why}`, {
    fix: 'Use several unrelated words, or a password manager’s.',
    who: 'the person',
    fields: [{ pointer: '/password', message: 'is too weak' }],
  });
}
