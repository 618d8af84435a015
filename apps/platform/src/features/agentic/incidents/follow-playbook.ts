/** Which playbook people followed: kept with the incident as it stands now, since it may be changed or removed later. */
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { keepPlaybook } from './incident-store.ts';

/** @returns what the audit record says of it */
export async function followPlaybook(
  { tx }: Pick<Change, 'tx'>,
  incidentId: string,
  playbookId: string | undefined,
): Promise<JsonObject> {
  if (playbookId === undefined) return {};
  const name = await keepPlaybook(tx, incidentId, playbookId);
  if (name === undefined) throw notFound('incident playbook');
  return { playbook: { id: playbookId, name } };
}
