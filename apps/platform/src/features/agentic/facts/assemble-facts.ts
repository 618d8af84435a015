/** The facts of one version out of the tenant's records and its standing; what Gateway is given and what is kept are made here alone. */
import type { TenantFacts } from '@gamut/protocol/facts';
import { capabilityFactsOf } from './capability-records.ts';
import type { FactsRecords, FactsState } from './facts-store.ts';

export type Standing = Pick<TenantFacts, 'tenantStatus' | 'agenticEntitled'>;

export function assembleFacts(
  tenant: string,
  state: FactsState,
  records: FactsRecords,
  { tenantStatus, agenticEntitled }: Standing,
): TenantFacts {
  const { observePeriods, capabilities, ...others } = records;
  const facts = {
    format: 'gamut-facts/1',
    tenant,
    ...state,
    tenantStatus,
    agenticEntitled,
    ...others,
    ...capabilityFactsOf(capabilities),
  } as const;
  // left out while nobody is observed, so that a Gateway of before reads them
  return observePeriods.length === 0 ? facts : { ...facts, observePeriods };
}
