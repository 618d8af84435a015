/**
 * Three tenants full of marks on one platform that listens, with Gateway's edge and a real receiver of webhooks for each: two as
 * every test has them, and one whose administrator came by the operator's invitation. What the canaries are searched in.
 */
import assert from 'node:assert/strict';
import type { TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { signedClient, type SignedClient } from '@gamut/service/signed-client';
import { createDeliveryWorker } from '../../apps/platform/src/features/administration/integrations/delivery-worker.ts';
import { bringFromGateway } from './marked-gateway.ts';
import { changeEverything, listen, marking, newMark, touch, type MarkedTenant } from './marked-tenant.ts';
import { makeOperator } from './operators-world.ts';
import { peopleActs, setUp } from './people-world.ts';
import { testPlatform, type Client, type PlatformUnderTest, type RoleName } from './platform.ts';
import { makeWorld, type RouteWorld } from './route-world.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-target.ts';

export interface MarkedTenants {
  readonly under: PlatformUnderTest;
  readonly owner: OwnerSession;
  readonly gateway: SignedClient;
  readonly port: number;
  readonly tenants: readonly MarkedTenant[];
  close(): Promise<void>;
}

export async function openMarkedTenants(): Promise<MarkedTenants> {
  const receivers = [
    await startWebhookReceiver(),
    await startWebhookReceiver(),
    await startWebhookReceiver(),
  ] as const;
  const under = await testPlatform({
    env: { GAMUT_EGRESS_ALLOW: receivers.map(({ origin }) => origin).join(',') },
  });
  const owner = await openOwnerSession(under.database.superuserUrl, 'test');
  const port = await under.running.listen();
  const edge = { baseUrl: `http://127.0.0.1:${String(port)}`, edge: under.secrets.fromGateway };
  const gateway = signedClient({ name: 'platform', ...edge, deadlineMs: 60_000 });
  const close = async (): Promise<void> => {
    for (const receiver of receivers) await receiver.close();
    await gateway.close();
    await owner.close();
    await under.close();
  };
  try {
    const parts = { under, owner, gateway };
    const tenants = [
      await fill(parts, { tenant: under.tenant, client: await under.as('administrator') }, receivers[0]),
      await fill(
        parts,
        { tenant: under.other, client: await under.as('administrator', under.other) },
        receivers[1],
      ),
      await fill(parts, await invite(under), receivers[2]),
    ];
    await workThrough(parts, tenants);
    return { ...parts, port, tenants, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Parts = Pick<MarkedTenants, 'under' | 'owner' | 'gateway'>;

interface Newcomer {
  readonly tenant: TenantRef;
  readonly client: Client;
}

const rightsOf: Readonly<Record<Exclude<RoleName, 'administrator'>, object>> = {
  advanced: { role: 'advanced' },
  standard: { role: 'standard' },
  subscriber: { role: 'subscriber' },
  operator: { role: 'standard', additiveRoles: ['agent_operator'] },
};

async function invite(under: PlatformUnderTest): Promise<Newcomer> {
  const { id } = await under.database.createTenant('gamma');
  const operator = await makeOperator(under, 'platform_ops');
  const path = '/operator/v1/tenants/gamma/administrators';
  const answer = await operator.call('POST', path, { email: 'administrator@gamma.example', name: 'First' });
  assert.equal(answer.status, 201, answer.text);
  const tenant = (await under.running.platform.db.findTenant({ id })) as TenantRef;
  const client = await setUp(under, answer.json.url as string);
  // under the addresses by which the tests know the people of a tenant
  for (const [name, rights] of Object.entries(rightsOf)) {
    const added = await peopleActs(under).add(client, { email: `${name}@gamma.example`, name, ...rights });
    await setUp(under, added.json.url as string);
  }
  return { tenant, client };
}

/** The platform as this tenant's people meet it: whoever signs in marks what they send. */
function insideOf(under: PlatformUnderTest, marked: MarkedTenant): PlatformUnderTest {
  const signIn = async (role: RoleName): Promise<Client> => {
    const session = await peopleActs(under).signIn(`${role}@gamma.example`);
    assert.equal(session.status, 201, session.text);
    return under.with(String(session.headers['set-cookie']).split(';')[0] as string);
  };
  return {
    ...under,
    as: async (role, ref) =>
      marking(await (ref?.slug === 'gamma' ? signIn(role) : under.as(role, ref)), marked),
    with: async (cookie) => marking(await under.with(cookie), marked),
  };
}

async function fill(
  { under, owner, gateway }: Parts,
  { tenant, client }: Newcomer,
  receiver: WebhookReceiver,
): Promise<MarkedTenant> {
  const base = { mark: newMark(tenant.slug), written: new Set<string>(), answers: [] };
  const marked: MarkedTenant = {
    ...base,
    tenant,
    receiver,
    client: marking(client, base),
    world: {} as RouteWorld,
    inside: under,
    endpoint: '',
  };
  marked.inside = insideOf(under, marked);
  // a name is given by whoever invites; here the one who has none to invite them
  await owner.query("UPDATE control.users SET name = name || ' ' || $2 WHERE id = $1", [
    client.userId,
    base.mark,
  ]);
  marked.world = await makeWorld(marked.inside, marked.client, tenant);
  receiver.behave((_request, response) => void response.writeHead(200).end(`thanks, ${base.mark}`));
  marked.endpoint = await listen(marked);
  await bringFromGateway(under, gateway, marked);
  return marked;
}

/** Changes by two, now that all are full and an answer could hold another's; then a world in which all is there again. */
async function workThrough({ under, gateway }: Parts, tenants: readonly MarkedTenant[]): Promise<void> {
  for (const tenant of tenants.slice(0, 2)) await changeEverything(tenant);
  const { platform } = under.running;
  const worker = createDeliveryWorker({ ...platform, openTarget: platform.openWebhookTarget });
  for (const tenant of tenants) {
    tenant.world = await makeWorld(tenant.inside, tenant.client, tenant.tenant);
    await bringFromGateway(under, gateway, tenant);
    await touch(tenant);
    tenant.world = { ...tenant.world, webhookEndpointId: tenant.endpoint } as RouteWorld;
  }
  for (let round = 0; round < 5; round++) await worker.round();
}
