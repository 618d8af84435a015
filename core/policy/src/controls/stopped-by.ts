/**
 * What an engaged kill switch says to a call that it stops: which switch, why it was engaged, and that it stays until a person
 * releases it. Controls 2 and 6 ask; a switch against the tenant stops everything, whatever id it names.
 */
import type { KillTarget } from '@gamut/kernel/agentic-terms';
import type { Reason } from '@gamut/protocol/decision';
import { tenantWide, type IndexedFacts } from '../indexed-facts.ts';
import { reason } from '../reason-codes.ts';

const codes = {
  agent: 'agent_stopped',
  tool: 'tool_stopped',
  connector: 'connector_stopped',
  tenant: 'tenant_stopped',
} as const satisfies Record<KillTarget, string>;

/** Empty, or the one reason: nothing of this target runs. */
export function stoppedBy(indexed: IndexedFacts, target: KillTarget, id: string, called: string): Reason[] {
  if (indexed.killSwitches.size === 0) return [];
  const held = indexed.killSwitches.get(target)?.get(target === 'tenant' ? tenantWide : id);
  if (held === undefined) return [];
  // A person wrote the reason, with or without a full stop.
  const why = held.reason.trim().replace(/\.+$/, '');
  const because = why === '' ? '' : `: ${why}`;
  return [reason(codes[target], `The kill switch of ${called} is engaged${because} (${held.id}).`)];
}
