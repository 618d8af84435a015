/** Opens, quarantines or disables a connector, with a reason; the next call through it meets the new status. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Connector, ConnectorStatusChange } from './connector.ts';
import { updateConnectorStatus } from './connector-store.ts';
import { holdConnector, loadConnector } from './load-connector.ts';

export async function setConnectorStatus(
  change: Change,
  id: string,
  { status, reason }: ConnectorStatusChange,
): Promise<Audited<Connector>> {
  const { tx } = change;
  const { item: before } = await holdConnector(tx, id);
  if (before.status === status)
    throw new AppError('conflict', `This connector is ${status} already.`, {
      fix: 'Nothing needs to be done.',
      who: 'the person',
    });
  await assertMayLoosenUnless(change, status !== 'active', { connectorId: id });
  await updateConnectorStatus(tx, id, status, reason, change.now());
  await bumpFacts(tx, status === 'active' ? [] : [{ target: 'connector', id }]);
  const subject = { kind: 'connector', id, name: before.name };
  const record = {
    event: 'connector.status_set',
    subject,
    before: { status: before.status },
    after: { status },
    reason,
  } as const;
  return change.succeed(record, await loadConnector(tx, id));
}
