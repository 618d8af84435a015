/** What the routes of the agentic stack have in common, as parts of a row: a row spreads one and names the rest. */
import { NoQuery } from '../../http/schema-words.ts';

export const agenticRead = {
  method: 'GET',
  query: NoQuery,
  body: null,
  status: 200,
  entitlement: 'agentic',
  audit: 'none',
  rateClass: 'read',
  csrf: 'none',
} as const;

export const agenticChange = { query: NoQuery, entitlement: 'agentic', rateClass: 'sensitive', csrf: 'session_token' } as const;
