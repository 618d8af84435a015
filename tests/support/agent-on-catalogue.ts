/** For journeys with a tenant that has nothing yet: a connector of the launcher's own catalogue, and an agent that may use it, made as a person does. */
import assert from 'node:assert/strict';
import { eventually } from './pace.ts';
import type { PersonSession } from './person-session.ts';

/** A connector of the operator's catalogue with these of its tools, and an agent that may use them. @returns its token */
export async function agentOn(
  person: PersonSession,
  catalogue: string,
  tools: readonly string[],
): Promise<string> {
  const made = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await person.send('POST', path, body);
    assert.equal(answer.status, 201, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { id: connectorId } = await made('/v1/connectors', {
    name: catalogue,
    title: catalogue,
    transport: { kind: 'stdio', catalogue },
  });
  const session = (await person.get('/v1/session')).body['user'] as { id: string };
  const { id: agentId } = await made('/v1/agents', {
    name: 'reader',
    purpose: 'reads',
    status: 'active',
    humanOwnerId: session.id,
    securityOwnerId: await checker(made),
  });
  for (const tool of tools) {
    const observed = async () => {
      const { body } = await person.get(`/v1/connectors/${String(connectorId)}`);
      const found = body['tools'] as { name: string; observedSha256: string | null }[];
      return found.find(({ name }) => name === tool)?.observedSha256 ?? false;
    };
    const schemaSha256 = await eventually(observed, `the listing of ${tool}`, 250);
    const pin = {
      schemaSha256,
      actionType: 'read',
      dataClass: 'public',
      risk: 'low',
      targetPointers: ['/path'],
    };
    const pinned = await person.send('PUT', `/v1/connectors/${String(connectorId)}/tools/${tool}`, pin);
    assert.equal(pinned.status, 200, JSON.stringify(pinned.body));
    await made('/v1/tool-permissions', { agentId, toolId: pinned.body['id'] });
  }
  await made('/v1/data-flows', { agentId, dataClass: 'public', handling: 'full' });
  const credential = await made(`/v1/agents/${String(agentId)}/credentials`, {
    name: 'one',
    expiresInDays: 1,
  });
  return String(credential['token']);
}

/** Somebody else, set up by their link: who answers for an agent does not check it. */
async function checker(
  made: (path: string, body: object) => Promise<Record<string, unknown>>,
): Promise<string> {
  const asked = { email: `checker-${Date.now()}@people.example`, name: 'Second Pair', role: 'administrator' };
  const { id, url } = await made('/v1/people', { ...asked, additiveRoles: [] });
  const { origin, hash } = new URL(String(url));
  const answer = await fetch(`${origin}/v1/set-up`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.slice(1), password: 'lantern-orchard-velvet-58' }),
  });
  assert.equal(answer.status, 201, await answer.text());
  return String(id);
}
