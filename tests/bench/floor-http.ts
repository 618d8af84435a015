/**
 * A floor: a bare HTTP server in a process of its own that verifies an HMAC over the body and signs its answer, and nothing
 * else. The load side groups its neighbours into one request as Gateway does, so the two differ only by the product.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { groupCommit } from './group-commit.ts';

const key = Buffer.alloc(32, 7);
const mac = (data: Buffer | string) => createHmac('sha256', key).update(data).digest('base64url');

export interface HttpFloor {
  /** One entry through the server, together with its neighbours. */
  call(entry: string): Promise<void>;
  close(): Promise<void>;
}

export async function startHttpFloor(): Promise<HttpFloor> {
  const child = fork(fileURLToPath(import.meta.url), ['serve'], { stdio: 'inherit' });
  const port = await new Promise<number>((resolve) =>
    child.once('message', (message) => resolve(message as number)),
  );
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 8, pipelining: 1 });
  const call = groupCommit(async (entries) => {
    const body = `[${entries.join(',')}]`;
    const response = await pool.request({ method: 'POST', path: '/', body, headers: { 'x-mac': mac(body) } });
    const text = await response.body.text();
    if (response.headers['x-mac'] !== mac(text)) throw new Error('the floor answered unsigned');
  });
  return {
    call,
    close: async () => {
      await pool.destroy();
      child.kill('SIGTERM');
    },
  };
}

function serve(): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const given = Buffer.from(String(request.headers['x-mac']));
      const wanted = Buffer.from(mac(body));
      const valid = given.length === wanted.length && timingSafeEqual(given, wanted);
      const answer = JSON.stringify({ valid, entries: (JSON.parse(body.toString()) as unknown[]).length });
      response
        .writeHead(valid ? 200 : 401, { 'content-type': 'application/json', 'x-mac': mac(answer) })
        .end(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

if (process.argv[2] === 'serve' && process.send !== undefined) serve();
