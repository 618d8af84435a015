/** `gamut verify`: the offline verifier, with this installation's pinned keys at hand. */
import { verifyCommand } from '../verify.ts';
import type { World } from '../world.ts';

export function verify(args: readonly string[], world: World): Promise<number> {
  return verifyCommand(args, {
    stdout: process.stdout,
    gamutHome: world.home.path,
    workingFolder: world.workingFolder,
  });
}
