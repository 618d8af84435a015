/**
 * Which key services there are: `GAMUT_KEY_SERVICES`, a JSON object from a name to a Transit service's origin or to a folder, and
 * the secret `KEY_SERVICE_TOKENS`, from the same names to tokens. Both are read strictly before anything starts: a token
 * without its service, or a service without its token, is refused by name.
 */
import { isAbsolute } from 'node:path';
import { parseJson } from '@gamut/kernel/parse-json';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { GateFailure } from '@gamut/service/start-gates';
import { createFilePort } from './file-port.ts';
import { serviceNamePattern, type KeyPort } from './key-port.ts';
import { createTransitPort } from './transit-port.ts';

export type KeyService =
  | { readonly kind: 'transit'; readonly origin: string; readonly token: string }
  | { readonly kind: 'file'; readonly folder: string };

export type KeyServices = ReadonlyMap<string, KeyService>;

const servicesMax = 64;
const deadlineMs = 3000;
const tokenPattern = /^[\x21-\x7e]{8,512}$/;

/** @throws GateFailure `config` */
export function readKeyServices(services: string | undefined, tokens: string | undefined): KeyServices {
  const given = members('GAMUT_KEY_SERVICES', services);
  const secrets = members('KEY_SERVICE_TOKENS', tokens);
  const read = new Map<string, KeyService>();
  for (const [name, value] of given) read.set(name, serviceOf(name, value, secrets.get(name)));
  for (const name of secrets.keys())
    if (!given.has(name))
      throw refused(
        `KEY_SERVICE_TOKENS names ${name}, which is no service of GAMUT_KEY_SERVICES`,
        `add the service ${name}, or take its token away`,
      );
  return read;
}

/** Tokens, for the log to strike out. */
export function tokensOf(services: KeyServices): string[] {
  return [...services.values()].flatMap((service) => (service.kind === 'transit' ? [service.token] : []));
}

export function createKeyPorts(services: KeyServices, random: RandomBytes): ReadonlyMap<string, KeyPort> {
  return new Map(
    [...services].map(([name, service]) => [
      name,
      service.kind === 'file'
        ? createFilePort({ folder: service.folder, random, deadlineMs })
        : createTransitPort({ origin: service.origin, token: service.token, deadlineMs }),
    ]),
  );
}

/** The value stands in no message: it may hold a token. */
function members(variable: string, text: string | undefined): ReadonlyMap<string, unknown> {
  if (text === undefined) return new Map();
  let value: unknown;
  try {
    value = parseJson(text, { bytesMax: 65_536, depthMax: 4 });
  } catch {
    throw refused(`${variable} is not JSON that says one thing`, `set ${variable} to a JSON object`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused(`${variable} is not a JSON object`, `set ${variable} to a JSON object of names`);
  const entries = Object.entries(value);
  if (entries.length > servicesMax)
    throw refused(`${variable} names more than ${String(servicesMax)} services`, 'use fewer services');
  if (entries.some(([name]) => !serviceNamePattern.test(name)))
    throw refused(
      `${variable} holds a name that no service can have`,
      'use lower-case letters, digits and -, at most 31, beginning with a letter',
    );
  return new Map(entries);
}

function serviceOf(name: string, value: unknown, token: unknown): KeyService {
  const row = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const { kind, origin, folder, ...more } = row as Record<string, unknown>;
  const unknown = Object.keys(more)[0];
  if (unknown !== undefined)
    throw refused(
      `GAMUT_KEY_SERVICES gives ${name} a member that is not known`,
      'use kind and origin, or kind and folder',
    );
  if (kind === 'file' && folder !== undefined && origin === undefined) {
    if (token !== undefined)
      throw refused(`KEY_SERVICE_TOKENS names ${name}, which is a folder`, `take the token of ${name} away`);
    return { kind, folder: folderOf(name, folder) };
  }
  if (kind === 'transit' && origin !== undefined && folder === undefined)
    return { kind, origin: originOf(name, origin), token: tokenOf(name, token) };
  throw refused(
    `GAMUT_KEY_SERVICES does not say what ${name} is`,
    'give {"kind":"transit","origin":"https://…"} or {"kind":"file","folder":"/…"}',
  );
}

function tokenOf(name: string, token: unknown): string {
  if (token === undefined)
    throw refused(`KEY_SERVICE_TOKENS has no token for ${name}`, `add the token of ${name}`);
  if (typeof token !== 'string' || !tokenPattern.test(token))
    throw refused(`the token of ${name} is not one`, 'use 8 to 512 printable characters without a space');
  return token;
}

function folderOf(name: string, folder: unknown): string {
  if (typeof folder === 'string' && isAbsolute(folder) && folder.length <= 1000 && !folder.includes('\0'))
    return folder;
  throw refused(`the folder of ${name} is not an absolute path`, 'name the folder from the root on');
}

/** https; plain http carries the token and the data key in the clear, so only to this machine itself. */
function originOf(name: string, origin: unknown): string {
  const url = typeof origin === 'string' && URL.canParse(origin) ? new URL(origin) : undefined;
  if (url === undefined || (origin !== url.origin && origin !== `${url.origin}/`))
    throw refused(`the origin of ${name} is not an origin`, 'use something like https://keys.example:8200');
  if (url.protocol === 'https:') return url.origin;
  if (url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname))
    return url.origin;
  throw refused(`the origin of ${name} is neither https nor on this machine`, 'use https');
}

function refused(reason: string, fix: string): GateFailure {
  return new GateFailure('config', reason, fix);
}
