/**
 * Serves the console that apps/web built: read once at start into memory and served by exact path, so no path can be walked.
 * The content-security policy allows this origin's own files and nothing else. Unknown addresses that want a page get the
 * console's own, which says what is not there; unknown /v1 addresses get a problem.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '@gamut/crypto/hash';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { isAskedAsLoopback, isOnThisMachine } from '@gamut/service/loopback';

interface StaticFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly zipped: () => Buffer | undefined;
  readonly etag: string;
  /** The name holds a digest of the content, so it never changes. */
  readonly fixed: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const zippable = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.webmanifest']);

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Addresses that are never a page of the console. */
const notPages = /^\/(v1|internal|operator|livez|readyz|metrics|openapi\.json|assets|\.well-known)(\/|$)/;

const operatorDocument = '/operator.html';

export function serveConsole(server: FastifyInstance, folder: string): void {
  const files = readFiles(folder);
  server.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (isOperatorPage(path)) return sendFile(request, reply, operatorPage(files, request));
    const file = files.get(path) ?? (wantsPage(request, path) ? files.get('/index.html') : undefined);
    if (file === undefined) throw nothingHere(files.size === 0 && !notPages.test(path));
    return sendFile(request, reply, file);
  });
}

/** The operator's pages are a document of their own, which no page of a tenant shares (docs/decisions/0021). */
function isOperatorPage(path: string): boolean {
  return path === operatorDocument || (/^\/operator(\/|$)/.test(path) && !path.startsWith('/operator/v1'));
}

/** On the machine itself alone, as the interface that they call. @throws AppError `not_found` to whoever is elsewhere */
function operatorPage(files: ReadonlyMap<string, StaticFile>, request: FastifyRequest): StaticFile {
  const near = isOnThisMachine(request) && isAskedAsLoopback(request.headers);
  const file = near ? files.get(operatorDocument) : undefined;
  if (file === undefined) throw nothingHere(false);
  return file;
}

function wantsPage(request: FastifyRequest, path: string): boolean {
  return !notPages.test(path) && (request.headers.accept ?? '').includes('text/html');
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: StaticFile): FastifyReply {
  void reply.headers({
    'content-type': file.type,
    'content-security-policy': contentSecurityPolicy,
    'cache-control': file.fixed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  });
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const zipped = (request.headers['accept-encoding'] ?? '').includes('gzip') ? file.zipped() : undefined;
  if (zipped !== undefined) void reply.header('content-encoding', 'gzip');
  return reply.send(zipped ?? file.plain);
}

function readFiles(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  let names: string[] = [];
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const plain = readFileSync(join(folder, name));
    const path = `/${name.split(sep).join('/')}`;
    files.set(path, {
      type,
      plain,
      zipped: zippable.has(extname(name)) ? zippedOnce(plain) : () => undefined,
      etag: `"${encodeBase64url(sha256(plain)).slice(0, 22)}"`,
      fixed: path.startsWith('/assets/'),
    });
  }
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}

/** Zipped when it is first asked for: most files of a console never are. */
function zippedOnce(plain: Buffer): () => Buffer {
  let zipped: Buffer | undefined;
  return () => (zipped ??= gzipSync(plain));
}

function nothingHere(consoleMissing: boolean): AppError {
  if (!consoleMissing)
    return new AppError('not_found', 'There is nothing here.', {
      fix: 'Look the route up in /openapi.json.',
      who: 'the caller',
    });
  return new AppError('not_found', 'The console has not been built.', {
    fix: 'Run npm start, or npm run build --workspace @gamut/web.',
    who: 'the operator',
  });
}
