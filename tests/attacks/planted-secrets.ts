/**
 * Two hundred secrets, planted through the product's own ways: what people, agents and operators type in, what the product
 * makes and shows once, and what its processes hold. Each is remembered here, with the name by which a find would be told.
 */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import {
  operatorToken,
  roleNames,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../support/platform.ts';
import { commitDecision, makeWorld, type RouteWorld } from '../support/route-world.ts';
import type { PlantedSecret } from './dump-search.ts';

export interface Planting {
  readonly secrets: readonly PlantedSecret[];
  /** Stored as it is, on purpose: a search that does not find it finds nothing. */
  readonly plain: PlantedSecret;
  /** The same, but written in base64. */
  readonly plainInBase64: PlantedSecret;
}

type Plant = (name: string, secret: string | Uint8Array) => void;

export async function plantSecrets(under: PlatformUnderTest): Promise<Planting> {
  const secrets: PlantedSecret[] = [];
  const plant: Plant = (name, secret) =>
    void secrets.push({
      name: `${name} ${secrets.length}`,
      bytes: typeof secret === 'string' ? Buffer.from(secret) : secret,
    });
  const client = await under.as('administrator');
  const world = await makeWorld(under, client, under.tenant);
  await plantHeaders(client, plant);
  await plantAgentTokens(client, world, plant);
  await plantSessions(under, plant);
  await plantPasswords(under, plant);
  await plantArguments(under, world, plant);
  await plantLinks(under, plant);
  plantKeys(under, plant);
  const [plain, inside] = [newSecret('plain'), newSecret('inside')];
  // setting the password ended every other session
  await post(await under.as('administrator'), '/v1/agents', {
    name: 'plainly',
    purpose: `${plain} ${Buffer.from(inside).toString('base64')}`,
  });
  return {
    secrets,
    plain: { name: 'the plain one', bytes: Buffer.from(plain) },
    plainInBase64: { name: 'the one in base64', bytes: Buffer.from(inside) },
  };
}

const newSecret = (kind: string): string => `${kind}-${encodeBase64url(randomBytes(18))}`;

async function post(client: Client, path: string, body: unknown): Promise<AnyJson> {
  const answer = await client.call({ method: 'POST', path, body });
  assert.equal(answer.status, 201, `${path}: ${answer.text}`);
  return answer.json;
}

/** Credentials of the tools behind Gateway: those of now, and those that they replaced. */
async function plantHeaders(client: Client, plant: Plant): Promise<void> {
  for (let n = 0; n < 5; n++) {
    const headers = (): Record<string, string> =>
      Object.fromEntries(
        ['authorization', 'x-api-key', 'x-tool-token', 'proxy-key'].map((name) => [
          name,
          newSecret('header'),
        ]),
      );
    const [first, second] = [headers(), headers()];
    const transport = { kind: 'http', url: `https://tools-${n}.example/mcp` };
    const connector = await post(client, '/v1/connectors', {
      name: `planted${n}`,
      title: 'Planted',
      transport,
      headers: first,
    });
    const path = `/v1/connectors/${connector.id}/credentials`;
    const answer = await client.call({ method: 'PUT', path, body: { headers: second } });
    assert.equal(answer.status, 200, answer.text);
    for (const value of [...Object.values(first), ...Object.values(second)]) plant('connector header', value);
  }
}

async function plantAgentTokens(client: Client, world: RouteWorld, plant: Plant): Promise<void> {
  for (let n = 0; n < 30; n++) {
    const issued = await post(client, `/v1/agents/${world.agentId}/credentials`, { name: `planted ${n}` });
    plant('agent token', issued.token);
    const secretPart = /^gma_(?:agt_)?[0-9a-z]{26}_(.{43,})$/.exec(String(issued.token))?.[1];
    assert.ok(secretPart);
    plant('secret part of an agent token', secretPart);
  }
}

async function plantSessions(under: PlatformUnderTest, plant: Plant): Promise<void> {
  for (const ref of [under.tenant, under.other])
    for (const role of roleNames)
      for (let n = 0; n < 2; n++) {
        const person = await under.as(role, ref);
        const me = await person.call({ method: 'GET', path: '/v1/session' });
        assert.equal(me.status, 200);
        plant('session cookie', person.cookie.split('=')[1] as string);
        plant('CSRF token', person.csrfToken);
      }
}

/** Passwords that were set, and words that were typed in and were none. */
async function plantPasswords(under: PlatformUnderTest, plant: Plant): Promise<void> {
  for (const ref of [under.tenant, under.other])
    for (const role of roleNames) {
      const person = await under.as(role, ref);
      const [password, guess] = [newSecret('lantern'), newSecret('guessed')];
      const set = await person.call({ method: 'PUT', path: '/v1/session/password', body: { password } });
      assert.ok(set.status < 300, set.text);
      const signIn = (tried: string, email = person.email) =>
        under.anonymous({
          method: 'POST',
          path: '/v1/session',
          headers: { origin: 'https://console.example', 'sec-fetch-site': 'same-origin' },
          body: { email, password: tried },
        });
      assert.ok((await signIn(password)).status < 300);
      assert.equal((await signIn(guess)).status, 401);
      // typed into the wrong field
      const misplaced = newSecret('misplaced');
      assert.equal((await signIn(guess, misplaced)).status, 401);
      plant('password', password);
      plant('wrong password', guess);
      plant('password typed as an e-mail', misplaced.toLowerCase());
    }
}

/** What an agent wanted to do, with what it wanted to do it to. */
async function plantArguments(under: PlatformUnderTest, world: RouteWorld, plant: Plant): Promise<void> {
  const who = { agent: world.agentId, agentName: 'planted', toolId: world.toolId };
  for (let n = 0; n < 20; n++) {
    const [argument, target, whole] = [newSecret('argument'), newSecret('target'), newSecret('whole')];
    const kind = n % 2 === 0 ? 'block' : 'require_approval';
    await commitDecision(under, under.tenant, who, kind, {
      argumentsShown: JSON.stringify({ to: target, text: argument }),
      argumentsWhole: JSON.stringify({ to: target, text: whole }),
      target,
    });
    plant(`argument (${kind})`, argument);
    plant(`target (${kind})`, target);
    plant(`argument kept whole (${kind})`, whole);
  }
}

async function plantLinks(under: PlatformUnderTest, plant: Plant): Promise<void> {
  for (let n = 0; n < 5; n++) {
    const answer = await under.anonymous({
      method: 'POST',
      path: '/operator/v1/sign-in-links',
      headers: { authorization: `Bearer ${operatorToken}` },
      body: { tenant: under.tenant.slug, email: `administrator@${under.tenant.slug}.example` },
    });
    assert.ok(answer.status < 300, answer.text);
    plant('one-time link', String(answer.json.url).split('/').at(-1) as string);
  }
}

/** What the processes hold: keys as bytes, the logins' passwords, the operator's token. */
function plantKeys(under: PlatformUnderTest, plant: Plant): void {
  plant('operator token', operatorToken);
  for (const [name, held] of Object.entries(under.secrets.held as unknown as Record<string, unknown>)) {
    if (held instanceof Uint8Array) plant(name, held);
    else if (typeof held === 'string' && held.length >= 40 && decodeBase64url(held) !== undefined)
      plant(name, held);
  }
  for (const url of [under.database.appUrl, under.database.migratorUrl])
    plant('password of a database login', decodeURIComponent(new URL(url).password));
}
