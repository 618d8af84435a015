/**
 * Whose database this is, and which cell: one row, written once by whoever comes first and compared ever after, so that a
 * start with another deployment's database, or with two cells' addresses exchanged, is refused before anything is written.
 */
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { asControl, isMigrated } from './posture-check.ts';
import { homeCell } from './tenant-ref.ts';

export interface Installation {
  readonly deployment: string;
  readonly cell: string;
}

/** @returns why it is not this installation's database; undefined also when nobody has written the row yet */
export async function whyOtherInstallation(
  session: OwnerSession,
  expected: Installation,
): Promise<string | undefined> {
  const [row] = await session.query<Installation>('SELECT deployment, cell FROM control.installation');
  if (row === undefined) return undefined;
  if (row.deployment !== expected.deployment)
    return `the database belongs to the deployment ${row.deployment}, not ${expected.deployment}`;
  return row.cell === expected.cell
    ? undefined
    : `the database is the cell ${row.cell}, not ${expected.cell}`;
}

/** Inside a transaction of control or of the migrator. @returns why it is not this installation's database */
export async function recordInstallation(
  session: OwnerSession,
  { deployment, cell }: Installation,
): Promise<string | undefined> {
  await session.query(
    'INSERT INTO control.installation (deployment, cell) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [deployment, cell],
  );
  return whyOtherInstallation(session, { deployment, cell });
}

export interface EnsureInstallation {
  readonly url: string;
  readonly cells?: Readonly<Record<string, string>> | undefined;
  readonly deployment: string;
}

/**
 * The last of the gates, since it writes: home, then each cell that answers. One that is away is recorded when it is checked
 * again. @returns for each cell that is another's, why
 */
export async function ensureInstallation(
  options: EnsureInstallation,
): Promise<readonly { readonly cell: string; readonly why: string }[]> {
  const found: { cell: string; why: string }[] = [];
  for (const [cell, url] of [[homeCell, options.url], ...Object.entries(options.cells ?? {})] as const) {
    const why = await recordIn(cell, url, options.deployment);
    if (why !== undefined) found.push({ cell, why });
  }
  return found;
}

async function recordIn(cell: string, url: string, deployment: string): Promise<string | undefined> {
  let session: OwnerSession;
  try {
    session = await openOwnerSession(url, 'gamut-posture', connectWithinMs);
  } catch (error) {
    if (cell === homeCell) throw error;
    return undefined;
  }
  try {
    if (!(await isMigrated(session))) return 'the database was never migrated';
    return await asControl(session, () => recordInstallation(session, { deployment, cell }));
  } finally {
    await session.close();
  }
}

/** A start is refused or goes on within three seconds, whatever does not answer: what is left is for the process itself to come up. */
export const connectWithinMs = 1_300;
