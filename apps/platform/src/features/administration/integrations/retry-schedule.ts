/** When to try again: five seconds, three times as long each time, an hour at most, and a fifth either way so that not all come at once. */
import type { RandomBytes } from '@gamut/kernel/time-source';

const firstMs = 5_000;
const longestMs = 3_600_000;
const growth = 3;

/** An endpoint that took nothing for so long is paused, with the reason, until a person looks at it. */
export const pauseAfterMs = 5 * 86_400_000;

/** @param failures how many attempts in a row have failed, this one included */
export function retryDelayMs(failures: number, random: RandomBytes): number {
  const plain = Math.min(firstMs * growth ** (failures - 1), longestMs);
  const [high = 0, low = 0] = random(2);
  return Math.round(plain * (0.8 + (0.4 * (high * 256 + low)) / 65_535));
}
