/** The address that links for people begin with: the one that they use stands under https, loopback ones are for development. */
import { AppError } from '@gamut/kernel/app-error';
import type { Platform } from '../platform.ts';

/** @throws AppError `unavailable` */
export function linkOrigin({ consoleOrigins }: Pick<Platform, 'consoleOrigins'>): string {
  const origins = consoleOrigins();
  const origin = origins.find((one) => one.startsWith('https:')) ?? origins[0];
  if (origin === undefined) throw new AppError('unavailable', 'The console has no address yet.');
  return origin;
}
