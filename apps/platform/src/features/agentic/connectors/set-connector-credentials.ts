/** Replaces a connector's credential headers. They are sealed to Gateway as they come in; the old ones are gone. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
import { assertMayLoosen } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Connector } from './connector.ts';
import { updateSealedHeaders } from './connector-store.ts';
import { holdConnector, loadConnector } from './load-connector.ts';
import { sealHeaders } from './seal-headers.ts';

export async function setConnectorCredentials(
  change: Change,
  id: string,
  headers: Readonly<Record<string, string>>,
  vaultPublicKey: Uint8Array | null,
): Promise<Audited<Connector>> {
  const { tx, random } = change;
  const { item: before } = await holdConnector(tx, id);
  if (before.url === null)
    throw invalidField(
      '/headers',
      'belong to http connectors',
      'A stdio server gets its environment from the operator’s catalogue.',
    );
  // another credential may open more of the server than the one before
  await assertMayLoosen(change, { connectorId: id });
  const place = { tenant: tx.tenant, connector: id, origin: new URL(before.url).origin };
  await updateSealedHeaders(tx, id, sealHeaders(vaultPublicKey, place, headers, random), change.now());
  await bumpFacts(tx);
  const connector = await loadConnector(tx, id);
  const record = {
    event: 'connector.credentials_set',
    subject: { kind: 'connector', id, name: before.name },
    before: { credentialHeaders: before.credentialHeaders },
    after: { credentialHeaders: connector.credentialHeaders },
  } as const;
  return change.succeed(record, connector);
}
