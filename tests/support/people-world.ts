/** People of a tenant made through the product's own routes: added, set up by their link, with sessions and tokens. */
import assert from 'node:assert/strict';
import type { TenantRef } from '@gamut/database/database';
import { origin, type Answer, type AnyJson, type Client, type PlatformUnderTest } from './platform.ts';

export const setUpPassword = 'lantern-orchard-velvet-58';

/** Somebody who has set their password and made a token, somebody still invited, and a second session and a token of the caller. */
export async function makePeople(
  under: PlatformUnderTest,
  client: Client,
  tenant: TenantRef,
  n: number,
): Promise<Record<string, string>> {
  const add = async (name: string): Promise<AnyJson> => {
    const body = { email: `${name}-${n}@${tenant.slug}.example`, name: `${name} ${n}`, role: 'standard' };
    const answer = await client.call({ method: 'POST', path: '/v1/people', body });
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  };
  const [added, invited] = [await add('added'), await add('invited')];
  const person = await setUp(under, added.url);
  const make = async (who: Client): Promise<string> => {
    const body = { name: `token ${n}`, permissions: ['role.read'] };
    const answer = await who.call({ method: 'POST', path: '/v1/access-tokens', body });
    assert.equal(answer.status, 201, answer.text);
    return answer.json.id as string;
  };
  const newestOf = async (path: string): Promise<string> => {
    const { json } = await client.call({ method: 'GET', path });
    return (json.data as { id: string }[])
      .map(({ id }) => id)
      .sort()
      .at(-1) as string;
  };
  await under.as('administrator', tenant);
  return {
    personId: added.id,
    invitedId: invited.id,
    personSessionId: await newestOf(`/v1/people/${added.id}/sessions`),
    personTokenId: await make(person),
    sessionId: await newestOf('/v1/sessions'),
    tokenId: await make(client),
  };
}

/** Uses a set-up link as the console does. @returns the person, signed in */
export async function setUp(
  under: PlatformUnderTest,
  url: string,
  password = setUpPassword,
): Promise<Client> {
  const token = new URL(url).hash.slice(1);
  const answer = await under.anonymous({
    method: 'POST',
    path: '/v1/set-up',
    body: { token, password },
    headers: { origin },
  });
  assert.equal(answer.status, 201, answer.text);
  return under.with(String(answer.headers['set-cookie']).split(';')[0] as string);
}

export interface PeopleActs {
  add(by: Client, more?: object): Promise<Answer>;
  /** Added by this administrator, set up, and signed in. */
  addActive(by: Client, more?: object): Promise<Client & { readonly id: string }>;
  /** Sends a set-up link’s token and a password. */
  use(url: string, password?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  signIn(email: string, password?: string, more?: object): Promise<Answer>;
}

let added = 0;

/** What people and their administrators do, as requests. */
export function peopleActs(under: PlatformUnderTest): PeopleActs {
  const send = (
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => under.anonymous({ method: 'POST', path, body, headers: { origin, ...headers } });
  const add: PeopleActs['add'] = (by, more = {}) => {
    const n = ++added;
    const body = { email: `person-${n}@people.example`, name: `Person ${n}`, role: 'standard', ...more };
    return by.call({ method: 'POST', path: '/v1/people', body });
  };
  return {
    add,
    addActive: async (by, more) => {
      const answer = await add(by, more);
      assert.equal(answer.status, 201, answer.text);
      return { ...(await setUp(under, answer.json.url)), id: answer.json.id as string };
    },
    use: (url, password = setUpPassword, headers = {}) =>
      send('/v1/set-up', { token: new URL(url).hash.slice(1), password }, headers),
    signIn: (email, password = setUpPassword, more = {}) => send('/v1/session', { email, password, ...more }),
  };
}

/** Somebody with a place in each of the two tenants, signed in to the first by the link that set their account’s password. */
export async function inTwoTenants(under: PlatformUnderTest, more: object = {}): Promise<Client> {
  const { add, use } = peopleActs(under);
  const email = `both-${++added}@people.example`;
  const here = await add(await under.as('administrator'), { email, ...more });
  const client = await setUp(under, here.json.url);
  const there = await add(await under.as('administrator', under.other), { email, ...more });
  assert.equal((await use(there.json.url)).status, 201, there.text);
  return { ...client, email };
}
