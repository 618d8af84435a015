/**
 * Keeps what Gateway saw of a connector last: reachable or not, which guards hold around it, what it lists now; an older word
 * never replaces a newer one. It changes no fact that decisions stand on (a changed schema blocks in Gateway by itself): it
 * lets a person see the change.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { ConnectorObservation } from '@gamut/protocol/ledger';

export async function observeConnector(
  db: Database,
  tenant: TenantRef,
  observation: ConnectorObservation,
): Promise<void> {
  const { connector, at, reachable, detail, isolation, tools } = observation;
  await db.tenant(tenant, (tx) =>
    tx.query(
      `UPDATE connectors SET observation = $2::jsonb
       WHERE id = $1 AND (observation IS NULL OR (observation ->> 'at')::timestamptz <= $3::timestamptz)`,
      [connector, JSON.stringify({ at, reachable, detail, isolation, tools }), at],
    ),
  );
}
