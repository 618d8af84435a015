/**
 * The one way out to a URL that a tenant gave (security.md 10): https, or an origin that the operator allows exactly; no
 * address written as a number; every answer of the name service checked and the connection made to a checked address; no
 * redirects; size and time capped; no compression, under which a small answer could unfold without end.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';
import { AppError } from '@gamut/kernel/app-error';
import { isForbiddenAddress } from './forbidden-address.ts';

export interface GuardedFetchOptions {
  /** The approved origin; nothing else is fetched. */
  readonly origin: string;
  /** Origins that the operator allows as they are, private or not. */
  readonly allowedOrigins: readonly string[];
  readonly answerBytesMax: number;
  readonly timeoutMs: number;
  /** For tests of the name service; the system's otherwise. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

const headerBytesMax = 16_384;

export interface GuardedFetch {
  /** @throws AppError when the address is refused by its text alone; asked before a credential is opened */
  readonly assertApproved: (url: string | URL) => void;
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export function guardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const trusted = options.allowedOrigins.includes(options.origin);
  const resolve = options.resolve ?? resolveAll;
  const agent = new Agent({
    connect: {
      timeout: Math.min(options.timeoutMs, 10_000),
      // other people's servers, whatever floor this process has for its own connections
      minVersion: 'TLSv1.2',
      ...(trusted ? {} : { lookup: checkedLookup(resolve) }),
    },
    maxResponseSize: options.answerBytesMax,
    maxHeaderSize: headerBytesMax,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connections: 16,
    pipelining: 1,
  });
  return {
    assertApproved: (url) => assertApproved(new URL(url), options.origin, trusted),
    fetch: async (input, init) => {
      const url = new URL(input);
      assertApproved(url, options.origin, trusted);
      const headers = new Headers(init?.headers);
      headers.set('accept-encoding', 'identity');
      const response = await undiciFetch(url, {
        ...(init as object),
        headers,
        redirect: 'manual',
        dispatcher: agent,
      });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        throw refused('it answered with a redirect, and redirects are not followed');
      }
      if ((response.headers.get('content-encoding') ?? 'identity').trim().toLowerCase() !== 'identity') {
        await response.body?.cancel();
        throw refused('it answered in compressed form, and was asked not to');
      }
      return response as unknown as Response;
    },
    close: () => agent.destroy(),
  };
}

/** @throws AppError when the text of the URL alone refuses it: no name is resolved, nothing is sent */
export function assertApproved(url: URL, origin: string, trusted: boolean): void {
  if (url.origin !== origin) throw refused('its address is not on the approved origin');
  if (url.username !== '' || url.password !== '') throw refused('its address carries a credential');
  if (trusted) return;
  if (url.protocol !== 'https:') throw refused('its address is not https');
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw refused('its address is a number and not a name');
}

/** Refuses when any answer is forbidden: a name that is half public is a trap. */
function checkedLookup(resolve: (host: string) => Promise<readonly LookupAddress[]>): LookupFunction {
  return (host, lookupOptions, done) => {
    resolve(host).then(
      (addresses) => {
        const first = addresses[0];
        if (first === undefined || addresses.some(({ address }) => isForbiddenAddress(address))) {
          done(refused('its name leads to an address that is not on the public internet'), []);
        } else if (lookupOptions.all === true) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
      (error: Error) => done(error, []),
    );
  };
}

function resolveAll(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) =>
      error === null ? resolve(addresses) : reject(error),
    );
  });
}

function refused(why: string): AppError {
  return new AppError('forbidden', `the server may not be called: ${why}`, {
    fix: 'Give a public https address, or have the operator allow the exact origin (GAMUT_EGRESS_ALLOW).',
    who: 'the operator',
  });
}
