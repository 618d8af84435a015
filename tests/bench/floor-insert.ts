/**
 * Floors: the bare insert of the same bytes into the same Postgres, without chain, roles or checks: what the database alone would
 * take. Batched on one connection as Gateway groups, which is what one tenant can share; and each row committed alone over ten
 * connections, which is what tenants that share no transaction can't go below.
 */
import { Client } from 'pg';
import { groupCommit } from './group-commit.ts';

export interface InsertFloor {
  call(entry: string): Promise<void>;
  /** The row is committed by itself. */
  alone(entry: string): Promise<void>;
  /** Milliseconds of one row committed alone: what a flush costs here. */
  measureFlushMs(times: number): Promise<number>;
  close(): Promise<void>;
}

/** As many as platform holds. */
const connections = 10;

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
  const others = Array.from({ length: connections }, () => new Client({ connectionString: url }));
  await Promise.all(others.map((other) => other.connect()));
  const free = [...others];
  const waiting: ((other: Client) => void)[] = [];
  const take = (): Promise<Client> => {
    const ready = free.pop();
    return ready === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(ready);
  };
  const giveBack = (other: Client): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(other);
    else next(other);
  };
  return {
    alone: async (entry) => {
      const other = await take();
      try {
        await other.query({ ...insert, values: [entry] });
      } finally {
        giveBack(other);
      }
    },
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
    close: async () => {
      await Promise.all([client, ...others].map((one) => one.end()));
    },
  };
}
