/** On top of the reading tools: toolsets, skills and plans as people make them, in few words. */
import assert from 'node:assert/strict';
import type { AnyJson, Answer, Client } from './platform.ts';
import { startObserving, type Observing } from './observing.ts';

export const why = { reason: 'because the test says so' };
export const note = { note: 'because the test says so' };

export interface Binding extends Observing {
  /** A second operator: who approves what the first has written. */
  readonly reviewer: Client;
  remove(client: Client, path: string, body?: object): Promise<Answer>;
  permit(agentId: string, ...tools: string[]): Promise<void>;
  toolset(tools: readonly object[], client?: Client): Promise<AnyJson>;
  /** An approved skill. */
  skill(more?: object): Promise<AnyJson>;
  plan(agentId: string, more?: object, client?: Client): Promise<AnyJson>;
  /** Approved by the reviewer, and started. */
  started(agentId: string, more?: object): Promise<AnyJson>;
  step(client: Client, plan: { readonly id: string }, name: string, body?: object): Promise<Answer>;
  codesOf(agentId: string, tool: string, path?: string): Promise<string[]>;
}

export async function startBinding(): Promise<Binding> {
  const world = await startObserving();
  const { administrator, operator, toolIds, post } = world;
  const reviewer = administrator;
  let made = 0;
  const must = async (client: Client, path: string, body: unknown): Promise<AnyJson> => {
    const answer = await post(client, path, body);
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.json;
  };
  const step: Binding['step'] = (client, { id }, name, body = {}) =>
    post(client, `/v1/workflow-plans/${id}/${name}`, body);
  const plan: Binding['plan'] = (agentId, more = {}, client = operator) =>
    must(client, '/v1/workflow-plans', {
      ...{ agentId, name: `plan ${++made}`, purpose: 'for the test', lastsHours: 24 },
      stages: [
        { name: 'look', toolIds: [toolIds['list_folder']] },
        { name: 'read', toolIds: [toolIds['read_file']] },
      ],
      ...more,
    });
  return {
    ...{ ...world, reviewer, plan, step },
    remove: (client, path, body) =>
      client.call({ method: 'DELETE', path, ...(body === undefined ? {} : { body }) }),
    async permit(agentId, ...tools) {
      for (const tool of tools)
        await must(reviewer, '/v1/tool-permissions', { agentId, toolId: toolIds[tool] });
    },
    toolset: (tools, client = operator) =>
      must(client, '/v1/toolsets', { name: `toolset ${++made}`, purpose: 'for the test', tools }),
    async skill(more = {}) {
      const { id } = await must(operator, '/v1/skills', {
        ...{ name: `skill ${++made}`, purpose: 'for the test', instructions: 'Read, and sum up.' },
        ...{ toolIds: [toolIds['read_file']], actionTypes: ['read'], dataClassMax: 'internal' },
        ...more,
      });
      await must(operator, `/v1/skills/${id}/submit`, { version: 1 });
      return must(reviewer, `/v1/skills/${id}/approve`, { version: 1 });
    },
    async started(agentId, more = {}) {
      const written = await plan(agentId, more);
      for (const name of ['approve', 'start'])
        assert.equal((await step(reviewer, written, name)).status, 200, name);
      return written;
    },
    async codesOf(agentId, tool, path = 'a.txt') {
      const { entry } = await world.read(agentId, path, `files_${tool}`);
      return entry.decision.reasons.map(({ code }) => code);
    },
  };
}
