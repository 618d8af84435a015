/**
 * A floor: the bare batched insert of the same bytes into the same Postgres, by one connection, grouped as Gateway groups. No
 * chain, no roles, no checks: what the database alone would take.
 */
import { Client } from 'pg';
import { groupCommit } from './group-commit.ts';

export interface InsertFloor {
  call(entry: string): Promise<void>;
  /** Milliseconds of one row committed alone: what a flush costs here. */
  measureFlushMs(times: number): Promise<number>;
  close(): Promise<void>;
}

const insert = {
  name: 'floor-insert',
  text: `INSERT INTO bench_floor (bytes) SELECT * FROM unnest(string_to_array($1, E'\\n'))`,
};

/** @param url of an owner, since it makes a table of its own */
export async function openInsertFloor(url: string): Promise<InsertFloor> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    'CREATE TABLE bench_floor (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bytes text NOT NULL)',
  );
  return {
    call: groupCommit(async (entries) => {
      await client.query({ ...insert, values: [entries.join('\n')] });
    }),
    measureFlushMs: async (times) => {
      const took: number[] = [];
      for (let i = 0; i < times; i++) {
        const started = performance.now();
        await client.query({ ...insert, values: ['flush'] });
        took.push(performance.now() - started);
      }
      return took.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
    },
    close: () => client.end(),
  };
}
