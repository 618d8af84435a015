/**
 * Records what was counted of sign-ins that failed (ASVS 16.3.1): of an account with places, in the stream of each tenant that
 * the count names; of an API token, in the stream of its tenant, with which one and why it opened nothing; of all others in the platform's own, many as one entry. Like denials, repeats are collapsed: an account, door and quarter
 * of an hour has a record at its first wrong guess, one when it is locked, and one with the sum when the quarter is over.
 */
import type { Database } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { newId } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { countedByMs } from '../access/failed-sign-in.ts';
import { appendControl } from './append-control.ts';

interface Counted {
  readonly account_hash: string;
  readonly door: string;
  readonly quarter: Date;
  readonly user_id: string | null;
  /** The tenant that is told, or empty. */
  readonly place: string;
  readonly token_id: string | null;
  readonly why: string | null;
  readonly wrong: number;
  readonly refused: number;
  readonly first_at: Date;
  readonly last_at: Date;
}
/** Whose account it is, or whose API token, as one tenant knows them. */
interface Place {
  readonly user_id: string | null;
  readonly token_id: string | null;
  readonly person_id: string;
  readonly tenant_id: string;
  readonly name: string;
}

const actor = { kind: 'system', id: 'sign_in', name: 'Sign-in' } as const;
const event = 'sign_in.failed';
const rowsAtOnce = 100;
const keptMs = 24 * 3_600_000;
/** Enough to tell repeats of one account from guesses at many. */
const markLength = 12;

/** Of several processes each takes rows of its own. @returns how many counts were recorded */
export async function recordFailedSignIns(db: Database, clock: Clock, random: RandomBytes): Promise<number> {
  const nowMs = clock.nowMs();
  const over = new Date(nowMs - countedByMs).toISOString();
  const due = await db.readControl((tx) => selectDue(tx, over, ''));
  if (due.length === 0) return 0;
  return db.control(async (tx) => {
    const counted = await selectDue(tx, over, 'FOR UPDATE SKIP LOCKED');
    const places = await findPlaces(tx, counted);
    const strangers: Counted[] = [];
    for (const row of counted) {
      const own = places.filter((place) =>
        row.token_id === null
          ? place.user_id === row.user_id && place.tenant_id === row.place
          : place.token_id === row.token_id,
      );
      if (own.length === 0) strangers.push(row);
      for (const place of own) await carryToTenant(tx, place, row, { nowMs, random });
    }
    await markRecorded(tx, counted, new Date(nowMs - keptMs).toISOString());
    if (strangers.length > 0)
      await appendControl(tx, { clock, random }, { actor, event, ...ofStrangers(strangers) });
    return counted.length;
  });
}

/** What a tenant is to hear goes before what strangers tried: of that anybody can make as much as they like. */
function selectDue(tx: Pick<ControlTx, 'query'>, over: string, lock: string): Promise<Counted[]> {
  return tx.query<Counted>(
    `SELECT account_hash, door, quarter, user_id, place, token_id, why, wrong, refused, first_at, last_at FROM control.failed_sign_ins
     WHERE (wrong > wrong_recorded OR refused > refused_recorded)
       AND (quarter <= $1 OR wrong_recorded + refused_recorded = 0 OR (refused > 0 AND refused_recorded = 0))
     ORDER BY user_id IS NULL AND token_id IS NULL, quarter, account_hash, door, place LIMIT ${String(rowsAtOnce)} ${lock}`,
    [over],
  );
}

function findPlaces(tx: ControlTx, counted: readonly Counted[]): Promise<Place[]> {
  return tx.query<Place>(
    `SELECT m.user_id, NULL AS token_id, coalesce(m.person_id, m.user_id) AS person_id, m.tenant_id,
       coalesce(m.name, u.name) AS name
     FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.user_id = ANY ($1::text[]) AND m.tenant_id = ANY ($3::text[])
     UNION ALL
     SELECT NULL, k.id, coalesce(m.person_id, m.user_id), k.tenant_id, coalesce(m.name, u.name)
     FROM control.api_tokens k JOIN control.users u ON u.id = k.user_id
     JOIN control.memberships m ON m.user_id = k.user_id AND m.tenant_id = k.tenant_id
     WHERE k.id = ANY ($2::text[]) ORDER BY 4`,
    [
      counted.flatMap(({ user_id: id }) => (id === null ? [] : [id])),
      counted.flatMap(({ token_id: id }) => (id === null ? [] : [id])),
      counted.map(({ place }) => place),
    ],
  );
}

/** As `appendControl` does for what concerns a tenant, without an entry in the platform's own stream. */
async function carryToTenant(
  tx: ControlTx,
  { tenant_id: tenantId, person_id: id, name }: Place,
  row: Counted,
  { nowMs, random }: { readonly nowMs: number; readonly random: RandomBytes },
): Promise<void> {
  const body = {
    actor,
    subject: { kind: 'person', id, name },
    after: {
      door: row.door,
      ...(row.token_id === null ? {} : { token: row.token_id, why: row.why }),
      ...sumOf([row]),
    },
  };
  await tx.query(
    'INSERT INTO control.audit_outbox (id, tenant_id, kind, body, created_at) VALUES ($1, $2, $3, $4, $5)',
    [newId('aud', nowMs, random(16)), tenantId, event, canonicalJson(body), new Date(nowMs).toISOString()],
  );
}

/** The mark is cut from a keyed hash: whoever reads the stream can neither read nor try out what was typed. */
function ofStrangers(rows: readonly Counted[]): {
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  readonly after: JsonObject;
} {
  const marks = [...new Set(rows.map((row) => row.account_hash.slice(0, markLength)))];
  const [first] = marks;
  const one = marks.length === 1 && first !== undefined;
  return {
    subject: {
      kind: 'account',
      id: one ? first : 'unknown',
      name: one ? 'Somebody without a place' : `${String(marks.length)} accounts without a place`,
    },
    after: { doors: [...new Set(rows.map(({ door }) => door))].toSorted(), marks, ...sumOf(rows) },
  };
}

/** Wrong guesses, and those that were not judged any more, since the quarter began. */
function sumOf(rows: readonly Counted[]) {
  const add = (what: 'wrong' | 'refused'): number => rows.reduce((sum, row) => sum + row[what], 0);
  const times = (what: 'first_at' | 'last_at'): string[] =>
    rows.map((row) => row[what].toISOString()).toSorted();
  return {
    wrong: add('wrong'),
    refused: add('refused'),
    firstAt: times('first_at')[0] ?? '',
    lastAt: times('last_at').at(-1) ?? '',
  };
}

async function markRecorded(tx: ControlTx, counted: readonly Counted[], keepFrom: string): Promise<void> {
  for (const { account_hash: hash, door, quarter, place, wrong, refused } of counted)
    await tx.execute(
      `UPDATE control.failed_sign_ins SET wrong_recorded = $4, refused_recorded = $5
       WHERE account_hash = $1 AND door = $2 AND quarter = $3 AND place = $6`,
      [hash, door, quarter.toISOString(), wrong, refused, place],
    );
  await tx.execute(
    'DELETE FROM control.failed_sign_ins WHERE quarter < $1 AND wrong = wrong_recorded AND refused = refused_recorded',
    [keepFrom],
  );
}
