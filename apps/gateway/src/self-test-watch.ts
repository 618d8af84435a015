/**
 * The self-test again every five minutes: when a primitive stops computing what it must, readiness drops and nobody
 * is let in any more, because nothing that is signed, sealed or digested can be believed any more (security.md 3).
 */
import { failedSelfTest } from '@gamut/crypto/self-test';

export interface SelfTestWatch {
  /** What failed, in words; undefined while all is well. */
  readonly failed: () => string | undefined;
  readonly stop: () => void;
}

const everyMs = 5 * 60_000;

/** @param test names the primitive that fails */
export function watchSelfTest(
  test: () => string | undefined = failedSelfTest,
  repeatMs: number = everyMs,
): SelfTestWatch {
  let failure: string | undefined;
  const timer = setInterval(() => {
    failure = test();
  }, repeatMs);
  timer.unref();
  return {
    failed: () => (failure === undefined ? undefined : `the self-test of ${failure} failed`),
    stop: () => clearInterval(timer),
  };
}
