/**
 * Refusals are evidence too: who was denied what, in a transaction of its own. Repeats of one person and permission are
 * collapsed to one record in ten minutes, so that a loop of refusals can't fill the journal, and the next one says how many were left
 * out. A denial that can't be recorded stays a denial, and is logged.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { CollapsedRepeats, repeatsLeftOut } from '@gamut/service/collapse-repeats';
import type { Logger } from '@gamut/service/logger';
import type { FactorName } from '@gamut/access/effective-right';
import { permissionRow, type Permission } from '@gamut/access/permissions';
import type { Operator } from '../access/operator.ts';
import { actorOf, grantOf, type Person } from '../access/person.ts';
import type { FoundRefused } from '../features/agentic/agents/find-refused-credential.ts';
import { openChange, type ChangeRecord } from './change.ts';
import { openOperatorChange } from './operator-change.ts';

/** Bodies that no well-meaning program sends; what is merely wrong in a form is told to its writer and recorded nowhere. */
export const hostileBodies = ['body_too_large', 'too_deep', 'duplicate_key'] as const;
export type HostileBody = (typeof hostileBodies)[number];

export interface Denial {
  readonly permission: Permission;
  readonly route: string;
  /** `separation`: whoever asks answers for what it would let go further. */
  readonly reason: FactorName | HostileBody | 'separation';
  /** Those agents, by id. */
  readonly agents?: readonly string[];
}
export interface DenialLog {
  record(tenant: TenantRef, person: Person, denial: Denial): Promise<void>;
  /**
   * What opens nothing any more, in the tenant of the agent that it names.
   * @param leftOut how many of the same Gateway did not tell of
   */
  recordCredential(tenant: TenantRef, refused: FoundRefused, leftOut: number): Promise<void>;
  /** In the platform's own stream. */
  recordOperator(operator: Operator, route: string): Promise<void>;
}

/** Whatever route they are sent to, bodies of one kind are one repeat. */
function kindOf({ permission, reason, route, agents = [] }: Denial): string {
  if (reason === 'separation') return [reason, route, ...agents].join(' ');
  return hostileBodies.some((one) => one === reason) ? reason : permission;
}

function permissionSubject(id: Permission) {
  return { kind: 'permission', id, name: permissionRow(id).says } as const;
}

function denialRecord(person: Person, denial: Denial, leftOut: number): ChangeRecord {
  const { permission, route, reason, agents } = denial;
  return {
    event: 'access.denied',
    subject: grantOf(person) ?? permissionSubject(permission),
    after: {
      ...{ permission, route, reason },
      ...(agents === undefined ? {} : { agents: [...agents] }),
      ...repeatsLeftOut(leftOut),
    },
  };
}

function credentialKey(tenant: TenantRef, { agent, credential, why }: FoundRefused): string {
  return `${tenant.id} ${agent.id} ${credential?.id ?? ''} ${why}`;
}

function credentialRecord({ agent, credential, why }: FoundRefused, leftOut: number): ChangeRecord {
  return {
    event: 'agent_credential.refused',
    subject: { kind: 'agent', id: agent.id, name: agent.name },
    after: {
      ...(credential === undefined ? {} : { id: credential.id, name: credential.name }),
      why,
      ...repeatsLeftOut(leftOut),
    },
  };
}

const gateway = { kind: 'system', id: 'gateway', name: 'Gateway' } as const;

export function createDenialLog(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
}): DenialLog {
  const { db, clock, random, logger } = parts;
  const repeats = new CollapsedRepeats(clock);
  async function once(
    key: string,
    what: object,
    write: (leftOut: number) => Promise<unknown>,
    more = 0,
  ): Promise<void> {
    const leftOut = repeats.tellNow(key, more);
    if (leftOut === undefined) return;
    try {
      await write(leftOut);
    } catch (error) {
      repeats.notTold(key, leftOut);
      logger.error({ err: error, ...what }, 'a denial could not be recorded');
    }
  }
  const inTenant = (tenant: TenantRef, actor: ReturnType<typeof actorOf>, record: ChangeRecord) =>
    db.tenant(tenant, (tx) => openChange({ tx, actor, clock, random }).succeed(record, undefined));
  return {
    record: (tenant, person, denial) =>
      once(
        `${tenant.id} ${person.support?.grantId ?? person.id} ${kindOf(denial)}`,
        { permission: denial.permission },
        (leftOut) => inTenant(tenant, actorOf(person), denialRecord(person, denial, leftOut)),
      ),
    recordCredential: (tenant, refused, more) =>
      once(
        credentialKey(tenant, refused),
        { agent: refused.agent.id },
        (leftOut) => inTenant(tenant, gateway, credentialRecord(refused, leftOut)),
        more,
      ),
    recordOperator: (operator, route) =>
      once(`${operator.id} ${route}`, { route }, (leftOut) =>
        db.control((tx) =>
          openOperatorChange({ tx, operator, clock, random }).succeed(
            {
              event: 'operator.denied',
              subject: { kind: 'operator', id: operator.id, name: operator.name },
              after: { route, role: operator.role, ...repeatsLeftOut(leftOut) },
            },
            undefined,
          ),
        ),
      ),
  };
}
