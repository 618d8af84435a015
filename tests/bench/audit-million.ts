/**
 * A tenant with a million audit records, made in bulk by the database itself: people of unequal zeal, kinds of events, things, titles
 * out of a vocabulary in which few words are common, and the index and words that the platform's own drawer would have made.
 * Hashes are of nothing: the chain is not what is searched.
 */
import { quoteTenantSchema } from '@gamut/database/identifier';
import { openOwnerSession } from '@gamut/database/owner-session';

export const records = 1_000_000;
export const people = 300;
export const things = 20_000;
export const vocabulary = 5_000;
export const kinds = [
  'agent',
  'tool_permission',
  'finding',
  'approval',
  'session',
  'incident',
  'ai_system',
  'policy',
];
export const acts = ['created', 'updated', 'closed', 'suspended', 'decided'];

const list = (words: readonly string[]): string => `ARRAY[${words.map((word) => `'${word}'`).join(',')}]`;
/** Words by rank: the first hundred make up a quarter of all text. */
const word = `'w' || floor(${String(vocabulary)} * power(random(), 3))::int`;

function drafts(schema: string): string {
  return `
    CREATE TEMP TABLE draft AS SELECT n AS seq, timestamptz '2024-01-01' + n * interval '1 minute' AS at,
      (${list(kinds)})[1 + floor(${String(kinds.length)} * random())::int] AS kind, (${list(acts)})[1 + floor(${String(acts.length)} * power(random(), 2))::int] AS act,
      floor(${String(people)} * power(random(), 2))::int AS person, floor(${String(things)} * power(random(), 2))::int AS thing,
      ${word} AS a, ${word} AS b, ${word} AS c
      FROM generate_series(1, ${String(records)}) AS n;
    INSERT INTO ${schema}.journal_entries (stream, seq, hash, at, kind, subject, bytes)
      SELECT 'audit', seq, md5(seq::text) || md5(seq::text), at, kind || '.' || act, 'sys_' || thing,
        json_build_object('at', at, 'body', json_build_object('actor', json_build_object('id', 'usr_' || person, 'kind', 'person', 'name', 'Person ' || person),
          'after', json_build_object('status', act, 'title', a || ' ' || b || ' ' || c), 'subject', json_build_object('id', 'sys_' || thing, 'kind', kind, 'name', 'Thing ' || thing)),
          'kind', kind || '.' || act, 'prev', repeat('0', 64), 'seq', seq, 'stream', 'audit', 'v', 1)::text
      FROM draft ORDER BY seq;
    INSERT INTO ${schema}.audit_index (seq, at, event, actor, actor_name, subject_kind, subject, subject_name)
      SELECT seq, at, kind || '.' || act, 'usr_' || person, 'person ' || person, kind, 'sys_' || thing, 'thing ' || thing FROM draft ORDER BY seq;
    INSERT INTO ${schema}.audit_words (word, seq)
      SELECT DISTINCT w, seq FROM draft, LATERAL unnest(ARRAY[kind, act, 'person', person::text, 'thing', thing::text, a, b, c]) AS w ORDER BY w, seq`;
}

/** Indexes are taken off and built again behind the rows, as a restore does it. */
const rebuilt = (schema: string): string => `
  SELECT format('DROP INDEX %s', indexrelid::regclass) AS off, pg_get_indexdef(indexrelid) AS back FROM pg_index
  WHERE indrelid = '${schema}.audit_index'::regclass AND NOT indisprimary`;

/** @param superuserUrl of the database where the tenant stands */
export async function fillMillion(superuserUrl: string, tenantSchema: string): Promise<void> {
  const schema = quoteTenantSchema(tenantSchema);
  const owner = await openOwnerSession(superuserUrl, 'bench');
  const all = `${schema}.journal_entries, ${schema}.audit_index, ${schema}.audit_words`;
  try {
    await owner.script(
      `SET statement_timeout = 0; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '512MB'`,
    );
    const indexes = await owner.query<{ off: string; back: string }>(rebuilt(schema));
    for (const { off } of indexes) await owner.script(off);
    await owner.script(`ALTER TABLE ${schema}.audit_words DROP CONSTRAINT audit_words_pkey`);
    await owner.script(drafts(schema));
    await owner.script(
      `ALTER TABLE ${schema}.audit_words ADD CONSTRAINT audit_words_pkey PRIMARY KEY (word, seq)`,
    );
    for (const { back } of indexes) await owner.script(back);
    await owner.script(`UPDATE ${schema}.journal_heads SET seq = ${String(records)}, hash = md5('') || md5('') WHERE stream = 'audit';
      UPDATE ${schema}.audit_index_state SET seq = ${String(records)}`);
    await owner.script(`VACUUM (ANALYZE) ${all}`);
  } finally {
    await owner.close();
  }
}
