/**
 * The start gate of every command that changes schemas: the walls name their owner, so it must be the migrator, and the
 * built-in doors must be shut before the first table stands; they may stand open only where every tenant has its own login.
 */
import { AppError } from '@gamut/kernel/app-error';
import { findOpenDoors } from './hardening.ts';
import type { OwnerSession } from './owner-session.ts';

const fix = 'run `provision bootstrap` first, and give the URL of gamut_migrator';
const who = 'whoever installs Gamut';

/** @throws AppError `forbidden` */
export async function assertMigrator(
  session: Pick<OwnerSession, 'query'>,
  posture: { readonly ownLogins: boolean } = { ownLogins: false },
): Promise<void> {
  const [login] = await session.query<{ name: string; known: boolean }>(
    "SELECT session_user AS name, EXISTS (SELECT FROM pg_roles WHERE rolname = 'gamut_app') AS known",
  );
  if (login?.name !== 'gamut_migrator' || !login.known) {
    throw new AppError('forbidden', `migrations run as gamut_migrator, not as ${login?.name ?? 'nobody'}`, {
      fix,
      who,
    });
  }
  if (posture.ownLogins) return;
  const open = await findOpenDoors(session, 'gamut_app');
  if (open.length > 0)
    throw new AppError('forbidden', `this database is not hardened: gamut_app still has ${open[0]}`, {
      fix,
      who,
    });
}
