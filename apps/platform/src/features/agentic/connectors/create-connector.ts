/** Adds a connector. Nothing of it can be used before a person has classified and pinned a tool. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Connector, NewConnector } from './connector.ts';
import { parseConnectorUrl } from './connector-origin.ts';
import { insertConnector } from './connector-store.ts';
import { loadConnector } from './load-connector.ts';
import { sealHeaders } from './seal-headers.ts';

const usual = { callTimeoutMs: 20_000, answerBytesMax: 1_000_000 } as const;

/** @param vaultPublicKey Gateway's; null when none is configured, and then no credential is taken in */
export async function createConnector(
  change: Change,
  wanted: NewConnector,
  vaultPublicKey: Uint8Array | null,
): Promise<Audited<Connector>> {
  const { tx, random } = change;
  const id = change.newId('con');
  const { transport, headers = {} } = wanted;
  if (transport.kind === 'stdio' && Object.keys(headers).length > 0) {
    throw invalidField(
      '/headers',
      'belong to http connectors',
      'A stdio server gets its environment from the operator’s catalogue.',
    );
  }
  const address = transport.kind === 'http' ? parseConnectorUrl(transport.url) : null;
  const limits = {
    callTimeoutMs: wanted.callTimeoutMs ?? usual.callTimeoutMs,
    answerBytesMax: wanted.answerBytesMax ?? usual.answerBytesMax,
  };
  const row = {
    id,
    name: wanted.name,
    title: wanted.title,
    transport: transport.kind,
    catalogue: transport.kind === 'stdio' ? transport.catalogue : null,
    url: address?.url ?? null,
    sealedHeaders:
      address === null
        ? {}
        : sealHeaders(
            vaultPublicKey,
            { tenant: tx.tenant, connector: id, origin: address.origin },
            headers,
            random,
          ),
    ...limits,
  };
  await insertConnector(tx, row, change.now());
  await bumpFacts(tx);
  const connector = await loadConnector(tx, id);
  const { title, catalogue, url, credentialHeaders } = connector;
  const after = { title, transport: transport.kind, catalogue, url, credentialHeaders, ...limits };
  return change.succeed(
    { event: 'connector.created', subject: { kind: 'connector', id, name: connector.name }, after },
    connector,
  );
}
