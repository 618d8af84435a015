/** From a connector's record to an open transport: a stdio server of the catalogue in the runner, or HTTP through the guard. */
import type { SealedHeaders } from '@gamut/credentials/vault';
import type { ConnectorFacts } from '@gamut/protocol/facts';
import type { GatewayConfig } from '../config.ts';
import { openHttpServer } from './http/http-server.ts';
import type { Lend } from './lend-credentials.ts';
import { entryFor, type Catalogue } from './stdio/catalogue.ts';
import type { Guard } from './stdio/measure-isolation.ts';
import { openStdioServer } from './stdio/stdio-server.ts';
import type { UpstreamTransport } from './upstream.ts';

export interface ConnectorOpenerOptions {
  readonly catalogue: Catalogue;
  readonly config: Pick<GatewayConfig, 'mode' | 'runnerHome' | 'egressAllow'>;
  readonly vault: Lend;
}

export interface ConnectorOpener {
  readonly open: (
    tenant: string,
    facts: ConnectorFacts,
    onGuards: (guards: readonly Guard[]) => void,
  ) => Promise<UpstreamTransport>;
}

/** Room for the envelope of a message around the largest answer. */
const envelopeBytes = 262_144;
const listingBytes = 4_000_000;

export function createConnectorOpener(options: ConnectorOpenerOptions): ConnectorOpener {
  return {
    open: (tenant, facts, onGuards) =>
      facts.transport.kind === 'stdio'
        ? openStdio(options, tenant, facts, onGuards)
        : openHttp(options, tenant, facts),
  };
}

function openStdio(
  options: ConnectorOpenerOptions,
  tenant: string,
  facts: ConnectorFacts,
  onGuards: (guards: readonly Guard[]) => void,
): Promise<UpstreamTransport> {
  const name = facts.transport.kind === 'stdio' ? facts.transport.catalogue : '';
  const entry = entryFor(options.catalogue, name, tenant);
  return openStdioServer({
    entry,
    tenant,
    connector: facts.id,
    runnerHome: options.config.runnerHome,
    development: options.config.mode === 'development',
    lineBytesMax: Math.max(facts.answerBytesMax, listingBytes) + envelopeBytes,
    onIsolation: (isolation) => onGuards(isolation.guards),
  });
}

function openHttp(
  options: ConnectorOpenerOptions,
  tenant: string,
  facts: ConnectorFacts,
): Promise<UpstreamTransport> {
  if (facts.transport.kind !== 'http') throw new TypeError('not an HTTP connector');
  const { url, origin } = facts.transport;
  return openHttpServer({
    url,
    origin,
    allowedOrigins: options.config.egressAllow,
    answerBytesMax: Math.max(facts.answerBytesMax, listingBytes) + envelopeBytes,
    timeoutMs: facts.callTimeoutMs,
    withHeaders: (use) => options.vault.lend(sealedHeadersOf(tenant, facts), ({ headers }) => use(headers)),
  });
}

/** Where a connector's credentials may be opened: for this tenant, this connector and its approved origin alone. */
export function sealedHeadersOf(tenant: string, facts: ConnectorFacts): SealedHeaders {
  const origin = facts.transport.kind === 'http' ? facts.transport.origin : '';
  return { tenant, connector: facts.id, origin, sealed: facts.sealedHeaders };
}
