/**
 * An operator's reading of the platform's own journal is recorded there (security.md section 9), as a person's reading is in the
 * tenant's: one entry for each operator, way of reading and quarter of an hour, kept by the database, so that paging and many
 * processes leave one. What can't be recorded is not read.
 */
import type { Operator } from '../access/operator.ts';
import { openOperatorChange } from '../http/operator-change.ts';
import type { Platform } from '../platform.ts';
import type { ControlReading } from './control-events.ts';
import { quarterMs } from './record-reading.ts';

export async function recordOperatorReading(
  { db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>,
  operator: Pick<Operator, 'id' | 'name'>,
  { event, route }: { readonly event: ControlReading; readonly route: string },
): Promise<void> {
  const at = new Date(Math.floor(clock.nowMs() / quarterMs) * quarterMs).toISOString();
  const asked = [operator.id, route, at];
  const [known] = await db.readControl((tx) =>
    tx.query(
      'SELECT 1 FROM control.audit_readings WHERE operator = $1 AND event = $2 AND quarter = $3',
      asked,
    ),
  );
  if (known !== undefined) return;
  await db.control(async (tx) => {
    await tx.execute(
      "DELETE FROM control.audit_readings WHERE quarter < $1::timestamptz - interval '1 day'",
      [at],
    );
    const first = await tx.execute(
      'INSERT INTO control.audit_readings (operator, event, quarter) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      asked,
    );
    if (first === 0) return;
    await openOperatorChange({ tx, operator, clock, random }).succeed(
      {
        event,
        subject: { kind: 'platform_journal', id: 'platform', name: 'The platform’s own journal' },
        after: { route },
      },
      undefined,
    );
  });
}
