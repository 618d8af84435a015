/** Whose database home is: a tenant's file goes back only to the deployment that wrote it. */
import type { OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';

export async function loadDeployment(home: Pick<OwnerSession, 'query'>): Promise<string> {
  const [row] = await home.query<{ deployment: string }>(
    'SELECT deployment FROM control.installation WHERE one',
  );
  if (row !== undefined) return row.deployment;
  throw new AppError('precondition_failed', 'this database does not say yet whose it is', {
    fix: 'start the platform once: it writes its deployment down when its gates have passed',
    who: 'whoever operates Gamut',
  });
}
