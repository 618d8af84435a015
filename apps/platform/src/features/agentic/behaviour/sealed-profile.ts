/** A profile and what an alert saw, as they stand in the database: sealed to their own rows. */
import type { BehaviourProfile } from '@gamut/governance/behaviour-profile';
import type { SealedPlace } from '../../../tenancy/sealed-columns.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import type { BehaviourAlert } from './behaviour.ts';
import type { AlertRow } from './behaviour-store.ts';

const profileOf = (agentId: string): SealedPlace => ({
  table: 'agent_baselines',
  column: 'profile_sealed',
  row: agentId,
});
const alertOf = (id: string): SealedPlace => ({ table: 'behaviour_alerts', column: 'saw_sealed', row: id });

export function sealProfile(sealer: TenantSealer, agentId: string, profile: BehaviourProfile): string {
  return sealer.seal(profileOf(agentId), JSON.stringify(profile));
}

/** @throws AppError `integrity_failed` when it was not sealed for this agent */
export function openProfile(sealer: TenantSealer, agentId: string, sealed: string): BehaviourProfile {
  return JSON.parse(sealer.open(profileOf(agentId), sealed)) as BehaviourProfile;
}

export interface SeenDeviation {
  readonly subject: string;
  readonly saw: string;
  readonly normal: string;
}

export function sealSeen(sealer: TenantSealer, id: string, seen: SeenDeviation): string {
  return sealer.seal(alertOf(id), JSON.stringify(seen));
}

export function openSeen(sealer: TenantSealer, row: Pick<AlertRow, 'id' | 'sealed'>): SeenDeviation {
  return JSON.parse(sealer.open(alertOf(row.id), row.sealed)) as SeenDeviation;
}

export function openAlert(sealer: TenantSealer, row: AlertRow): BehaviourAlert {
  const { sealed, ...shown } = row;
  const { saw, normal } = openSeen(sealer, { id: row.id, sealed });
  return { ...shown, saw, normal };
}
