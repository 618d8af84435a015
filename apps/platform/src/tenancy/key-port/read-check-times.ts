/** The bounds of the checks of customers' keys, from the environment: never longer than what is promised. */
import type { EnvironmentReader } from '@gamut/service/environment';
import { GateFailure } from '@gamut/service/start-gates';
import { checkTimes, type CheckTimes } from './sealing-parts.ts';

/** @throws GateFailure `config` */
export function readCheckTimes(environment: Pick<EnvironmentReader, 'wholeNumber'>): CheckTimes {
  const times = {
    checkEveryMs: environment.wholeNumber('GAMUT_KEY_CHECK_MS', checkTimes.checkEveryMs, 100, 20_000),
    sealAfterMs: environment.wholeNumber('GAMUT_KEY_SEAL_AFTER_MS', checkTimes.sealAfterMs, 500, 60_000),
  };
  if (times.sealAfterMs >= 2 * times.checkEveryMs) return times;
  throw new GateFailure(
    'config',
    'GAMUT_KEY_SEAL_AFTER_MS leaves no room for one check of GAMUT_KEY_CHECK_MS that fails',
    'make it at least twice as long',
  );
}
