/** A receiver of webhooks for tests: it keeps what it got, verifies signatures as a customer would, and behaves as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hmacSha256 } from '@gamut/crypto/mac';

export interface Received {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: readonly string[];
  readonly body: string;
}
type Behaviour = (request: IncomingMessage, response: ServerResponse, got: Received) => void;

export interface WebhookReceiver {
  readonly origin: string;
  readonly url: string;
  readonly received: Received[];
  behave(how: Behaviour): void;
  /** Sequence numbers of the records, in the order of arrival. */
  seqs(): number[];
  close(): Promise<void>;
}

export const accept: Behaviour = (_request, response) => void response.writeHead(204).end();
export const refuse: Behaviour = (_request, response) => void response.writeHead(503).end('not now');

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let behaviour = accept;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const got = {
        id: String(request.headers['webhook-id']),
        timestamp: String(request.headers['webhook-timestamp']),
        signatures: String(request.headers['webhook-signature']).split(' '),
        body: Buffer.concat(chunks).toString('utf8'),
      };
      received.push(got);
      behaviour(request, response, got);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/hook`,
    received,
    behave: (how) => {
      behaviour = how;
    },
    seqs: () => received.map(({ body }) => (JSON.parse(body) as { data: { seq: number } }).data.seq),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** As the specification says it, apart from the product's own code. */
export function isSignedBy(secret: string, { id, timestamp, signatures, body }: Received): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = Buffer.from(hmacSha256(key, `${id}.${timestamp}.${body}`)).toString('base64');
  return signatures.includes(`v1,${expected}`);
}
