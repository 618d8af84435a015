/** Every cell that this process has the address of has its row in `control.cells`, from which a new tenant’s cell is chosen. */
import type { OwnerSession } from '@gamut/database/owner-session';

export async function keepCells(home: Pick<OwnerSession, 'query'>, names: readonly string[]): Promise<void> {
  await home.query(
    'INSERT INTO control.cells (name) SELECT unnest($1::text[]) ON CONFLICT (name) DO NOTHING',
    [[...names]],
  );
}
