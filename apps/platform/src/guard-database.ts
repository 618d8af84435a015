/**
 * The database as everything but the gates sees it: while one of them is shut no transaction opens, for reading neither, and
 * so nothing is committed, no nonce is spent, no facts are handed to Gateway, whose lease then ends (fail-closed enforcement).
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { GateResult } from '@gamut/service/gate-watch';

export function guardDatabase(db: Database, shut: () => readonly GateResult[]): Database {
  const guarded =
    <Asked extends unknown[], Answer>(open: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      const [first] = shut();
      if (first !== undefined) throw refusal(first);
      return open(...asked);
    };
  const doors = {
    tenant: guarded(db.tenant),
    readTenant: guarded(db.readTenant),
    control: guarded(db.control),
    readControl: guarded(db.readControl),
    controlFor: guarded(db.controlFor),
    readControlFor: guarded(db.readControlFor),
    readCellControl: guarded(db.readCellControl),
  } as Pick<Database, 'tenant' | 'readTenant' | 'control' | 'readControl' | 'controlFor' | 'readControlFor'>;
  return Object.assign(Object.create(db) as Database, doors);
}

/** Whoever asks is told which gate; its reason may name other organisations, and stands in the log and at the machine's own /readyz. */
function refusal({ gate }: GateResult): AppError {
  return new AppError('unavailable', `The gate ${gate} is shut, so nothing is read or written.`, {
    fix: 'Try again later; the operator reads in the log what has to be mended.',
    who: 'the operator',
  });
}
