/** The operator's routes for the key that a customer owns: put a tenant's keys under it, see how it stands, take them back under ours alone. */
import { Type, type Static } from 'typebox';
import type { ControlReader } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { TenantRef } from '@gamut/database/database';
import { invalidField, notFound } from '../../http/expected-refusals.ts';
import { operatorReadRoute, operatorRoute, type Route } from '../../http/route.ts';
import { closed, named, NoQuery, oneOf, orNull, Time } from '../../http/schema-words.ts';
import type { Platform } from '../../platform.ts';
import { noKeyPort } from './change-key-port.ts';
import { findKeyPort, type KeyPortRow } from './key-port-store.ts';
import { keyNamePattern, serviceNamePattern } from './key-port.ts';

const OneTenant = Type.Object({ slug: Type.String({ pattern: '^[a-z][a-z0-9-]{1,38}[a-z0-9]$' }) }, closed);
const Asked = Type.Object(
  {
    service: Type.String({ pattern: serviceNamePattern.source }),
    key_name: Type.String({ pattern: keyNamePattern.source }),
  },
  closed,
);
const KeyPort = Type.Object(
  {
    service: Type.String(),
    key_name: Type.String(),
    state: oneOf(['open', 'sealed']),
    reason: orNull(Type.String()),
    opened_at: Time,
    sealed_at: orNull(Time),
  },
  named('KeyPort'),
);
const Removed = Type.Object({ slug: Type.String(), key_port: Type.Null() }, closed);

const path = '/operator/v1/tenants/:slug/key-port';
const operators = {
  path,
  params: OneTenant,
  query: NoQuery,
  status: 200,
  permission: 'operator',
  platformRole: 'platform_ops',
  entitlement: null,
  csrf: 'none',
} as const;

export const keyPortRoutes: readonly Route[] = [
  operatorReadRoute(
    {
      ...operators,
      method: 'GET',
      summary: 'Where a tenant’s own key lies, and whether it is there',
      body: null,
      answer: KeyPort,
      audit: 'none',
      rateClass: 'read',
    },
    async ({ platform, params, tx }) => load(tx, await tenantOf(platform, params.slug)),
  ),
  operatorRoute(
    {
      ...operators,
      method: 'PUT',
      summary: 'Put a tenant’s data keys under a key that its owner holds',
      body: Asked,
      answer: KeyPort,
      audit: 'key_port.set',
      rateClass: 'sensitive',
    },
    async ({ platform, params, body, change }) => {
      const tenant = await tenantOf(platform, params.slug);
      if (!platform.sealing.ports.has(body.service))
        throw invalidField(
          '/service',
          'names no key service of this platform.',
          'Name a service of GAMUT_KEY_SERVICES.',
        );
      const before = await findKeyPort(change.tx, tenant.id);
      const port = { service: body.service, keyName: body.key_name };
      const committed = await platform.keyPorts.set(change.tx, tenant, port);
      change.afterCommit(async () => {
        committed();
      });
      const record = {
        event: 'key_port.set',
        subject: { kind: 'tenant', id: tenant.id, name: tenant.slug },
        ...(before === undefined ? {} : { before: { service: before.service, key_name: before.keyName } }),
        after: { ...body },
        concerns: tenant.id,
      } as const;
      return change.succeed(record, await load(change.tx, tenant));
    },
  ),
  operatorRoute(
    {
      ...operators,
      method: 'DELETE',
      summary: 'Take a tenant’s data keys back under ours alone; its owner’s key is needed one last time',
      body: null,
      answer: Removed,
      audit: 'key_port.removed',
      rateClass: 'sensitive',
    },
    async ({ platform, params, change }) => {
      const tenant = await tenantOf(platform, params.slug);
      const before = await load(change.tx, tenant);
      const committed = await platform.keyPorts.remove(change.tx, tenant);
      change.afterCommit(async () => {
        committed();
      });
      const record = {
        event: 'key_port.removed',
        subject: { kind: 'tenant', id: tenant.id, name: tenant.slug },
        before: { service: before.service, key_name: before.key_name },
        concerns: tenant.id,
      } as const;
      return change.succeed(record, { slug: tenant.slug, key_port: null });
    },
  ),
];

async function tenantOf({ db }: Platform, slug: string): Promise<TenantRef> {
  const tenant = await db.findTenant({ slug });
  if (tenant === undefined) throw notFound('tenant');
  if (tenant.status === 'deleting')
    throw new AppError('tenant_not_active', 'This tenant is being deleted.', { who: 'nobody' });
  return tenant;
}

async function load(tx: ControlReader, tenant: TenantRef): Promise<Static<typeof KeyPort>> {
  const row = await findKeyPort(tx, tenant.id);
  if (row === undefined) throw noKeyPort();
  return shown(row);
}

function shown({ service, keyName, state, reason, openedAt, sealedAt }: KeyPortRow): Static<typeof KeyPort> {
  return {
    service,
    key_name: keyName,
    state,
    reason,
    opened_at: openedAt.toISOString(),
    sealed_at: sealedAt?.toISOString() ?? null,
  };
}
