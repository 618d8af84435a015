/**
 * The floor of the `api` bench, in a process of its own: a bare Fastify route with one query on the same Postgres (a row by its key,
 * or a row inserted and flushed). Nobody is asked who they are, nothing is recorded.
 */
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { Pool } from 'pg';

export interface ApiFloorOrder {
  /** Of an owner, since it makes a table of its own. */
  readonly databaseUrl: string;
}

async function serve({ databaseUrl }: ApiFloorOrder): Promise<{ port: number }> {
  const pool = new Pool({ connectionString: databaseUrl, max: 16 });
  await pool.query('CREATE TABLE api_floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)');
  await pool.query(`INSERT INTO api_floor (body) VALUES (repeat('x', 600))`);
  const server = fastify();
  server.get('/row', async () => {
    const { rows } = await pool.query({
      name: 'row',
      text: 'SELECT id, body FROM api_floor WHERE id = $1',
      values: [1],
    });
    return rows[0] as object;
  });
  server.post('/row', async (request) => {
    const values = [JSON.stringify(request.body)];
    const { rows } = await pool.query({
      name: 'insert',
      text: 'INSERT INTO api_floor (body) VALUES ($1) RETURNING id',
      values,
    });
    return rows[0] as object;
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  return { port: (server.server.address() as AddressInfo).port };
}

process.once('message', (order) => {
  void serve(order as ApiFloorOrder).then((answer) => process.send?.(answer));
});
