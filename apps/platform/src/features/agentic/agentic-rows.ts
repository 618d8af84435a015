/** What the routes of the agentic stack have in common, as parts of a row: a row spreads one and names the rest. */
import { Type } from 'typebox';
import { closed, idOf, NoQuery, PageQuery } from '../../http/schema-words.ts';

export const agenticRead = {
  method: 'GET',
  query: NoQuery,
  body: null,
  status: 200,
  entitlement: 'agentic',
  audit: 'none',
  rateClass: 'read',
  csrf: 'none',
  whileSealed: 'refuse',
} as const;

export const agenticChange = {
  query: NoQuery,
  entitlement: 'agentic',
  rateClass: 'sensitive',
  csrf: 'session_token',
  whileSealed: 'refuse',
} as const;

/** Lists of what belongs to agents can be asked for one agent. */
export const AgentPageQuery = Type.Object(
  { ...PageQuery.properties, agentId: Type.Optional(idOf('agt')) },
  closed,
);
