/**
 * A key service on this machine that speaks the Transit API: keys in memory, AES-256-GCM, a token. It can be killed and brought
 * back under the same address, and made to fail in every way that a real one has: silent, slow, lying, garbled, greedy.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openAead, sealAead } from '@gamut/crypto/aead';
import { randomBytes } from '@gamut/crypto/random';

export const keyServiceModes = [
  'well',
  /** Takes the request and never answers. */
  'hangs',
  /** Answers right, after ten seconds. */
  'slow',
  /** Sends its head at once and the rest never. */
  'trickles',
  'garbage',
  /** JSON with the right form and a key that is not the one that was wrapped. */
  'lies',
  /** As `lies`, with the key of another tenant: a service that mixes up its customers. */
  'swaps',
  /** The right key, twice in one answer with different values. */
  'doubles',
  'short',
  /** 400, as a key below its least decryption version answers. */
  'disabled',
  /** 400 for a reason that says nothing of the key being taken back. */
  'refuses',
  'fails',
  'sealed',
  'huge',
  'redirects',
  /** Breaks the connection in the middle of the answer. */
  'breaks',
] as const;
export type KeyServiceMode = (typeof keyServiceModes)[number];

export interface KeyService {
  readonly origin: string;
  readonly token: string;
  mode: KeyServiceMode;
  /** Requests that it has taken and neither answered nor lost. */
  readonly waiting: number;
  /** Requests so far, by verb. */
  readonly asked: { encrypt: number; decrypt: number };
  /** Bodies that it was sent, as text. */
  readonly bodies: string[];
  createKey(name: string): void;
  /** 403 for everybody who asks for it. */
  revoke(name: string): void;
  restore(name: string): void;
  /** 404: as if it had never been. */
  deleteKey(name: string): void;
  kill(): Promise<void>;
  revive(): Promise<void>;
  close(): Promise<void>;
}

interface Held {
  readonly key: Uint8Array;
  revoked: boolean;
}
interface Body {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
}

const path = /^\/v1\/transit\/(encrypt|decrypt)\/([^/?]+)$/;

export async function startKeyService(token = 'token-of-the-key-service'): Promise<KeyService> {
  const keys = new Map<string, Held>();
  let server: Server | undefined;
  let port = 0;
  /** What another tenant had wrapped here. */
  const another = randomText(32);
  const listen = async (): Promise<void> => {
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  };
  const kill = async (): Promise<void> => {
    const dying = server;
    server = undefined;
    if (dying === undefined) return;
    dying.closeAllConnections();
    await new Promise<void>((resolve) => dying.close(() => resolve()));
  };

  let waiting = 0;
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    waiting++;
    response.once('close', () => waiting--);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const match = path.exec(request.url ?? '');
    if (request.method !== 'POST' || match === null)
      return say(response, 404, { errors: ['no handler for route'] });
    const [verb, name] = [match[1] as 'encrypt' | 'decrypt', decodeURIComponent(match[2] as string)];
    service.asked[verb]++;
    service.bodies.push(text);
    if (request.headers['x-vault-token'] !== token)
      return say(response, 403, { errors: ['permission denied'] });
    const right = perform(keys.get(name), verb, JSON.parse(text) as Body);
    misbehave(service.mode, response, right, another);
  }

  const service: KeyService = {
    get origin() {
      return `http://127.0.0.1:${String(port)}`;
    },
    token,
    get waiting() {
      return waiting;
    },
    mode: 'well',
    asked: { encrypt: 0, decrypt: 0 },
    bodies: [],
    createKey: (name) => void keys.set(name, { key: randomBytes(32), revoked: false }),
    revoke: (name) => {
      (keys.get(name) as Held).revoked = true;
    },
    restore: (name) => {
      (keys.get(name) as Held).revoked = false;
    },
    deleteKey: (name) => void keys.delete(name),
    kill,
    revive: listen,
    close: kill,
  };
  await listen();
  return service;
}

interface Performed {
  readonly status: number;
  readonly data?: { plaintext?: string; ciphertext?: string };
  readonly errors?: readonly string[];
}

function perform(held: Held | undefined, verb: 'encrypt' | 'decrypt', body: Body): Performed {
  if (held === undefined) return { status: 404, errors: ['encryption key not found'] };
  if (held.revoked) return { status: 403, errors: ['permission denied'] };
  const aad = Buffer.from(body.associated_data ?? '', 'base64');
  if (verb === 'encrypt') {
    const iv = randomBytes(12);
    const sealed = sealAead(held.key, iv, aad, Buffer.from(body.plaintext ?? '', 'base64'));
    return {
      status: 200,
      data: { ciphertext: `vault:v1:${Buffer.concat([iv, sealed]).toString('base64')}` },
    };
  }
  const bytes = Buffer.from((body.ciphertext ?? '').replace(/^vault:v1:/, ''), 'base64');
  const plaintext =
    bytes.length < 28 ? undefined : openAead(held.key, bytes.subarray(0, 12), aad, bytes.subarray(12));
  if (plaintext === undefined) return { status: 400, errors: ['cipher: message authentication failed'] };
  return { status: 200, data: { plaintext: Buffer.from(plaintext).toString('base64') } };
}

function misbehave(mode: KeyServiceMode, response: ServerResponse, right: Performed, another: string): void {
  const { status, ...body } = right;
  const well = {
    request_id: 'a-request',
    lease_id: '',
    renewable: false,
    warnings: null,
    auth: null,
    ...body,
  };
  switch (mode) {
    case 'well':
      return say(response, status, well);
    case 'hangs':
      return;
    case 'slow':
      setTimeout(() => say(response, status, well), 10_000).unref();
      return;
    case 'trickles':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":');
      return;
    case 'garbage':
      return raw(response, 200, '<html>It works!</html>');
    case 'lies':
      return say(response, 200, {
        data: { plaintext: randomText(32), ciphertext: `vault:v1:${randomText(60)}` },
      });
    case 'swaps':
      return say(response, 200, { data: { ...right.data, plaintext: another } });
    case 'doubles':
      return raw(
        response,
        200,
        `{"data":${JSON.stringify({ plaintext: another })},"data":${JSON.stringify(well.data ?? null)}}`,
      );
    case 'short':
      return say(response, 200, { data: { plaintext: randomText(16), ciphertext: 'vault:v1:' } });
    case 'disabled':
      return say(response, 400, {
        errors: ['ciphertext or signature version is disallowed by policy (too old)'],
      });
    case 'refuses':
      return say(response, 400, { errors: ['missing associated data'] });
    case 'fails':
      return say(response, 500, { errors: ['internal error'] });
    case 'sealed':
      return say(response, 503, { errors: ['Vault is sealed'] });
    case 'huge':
      return say(response, 200, { padding: 'x'.repeat(200_000), ...well });
    case 'redirects':
      response.writeHead(307, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      return;
    case 'breaks':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"data":{"plaintext":"', () => response.destroy());
      return;
  }
}

function randomText(size: number): string {
  return Buffer.from(randomBytes(size)).toString('base64');
}

function say(response: ServerResponse, status: number, body: object): void {
  raw(response, status, JSON.stringify(body));
}

function raw(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}
