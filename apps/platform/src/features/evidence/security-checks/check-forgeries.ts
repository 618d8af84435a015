/**
 * Authentication, live: invented credentials of each kind, well formed to the last character, are presented to the very code
 * that verifies real ones: to this server's own pipeline, and to Gateway over the network. Only a 401 is a pass.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { signRequest } from '@gamut/protocol/signed-request';
import { cookieName, newCookieValue } from '../../../access/session-cookie.ts';
import type { Platform } from '../../../platform.ts';
import { newAgentToken } from '../../agentic/agents/agent-token.ts';
import { failed, notMeasured, verified, type CheckAnswer } from './security-check.ts';

const gatewayMs = 3000;
const authority = 'platform.internal';

function judge(status: number, who: string): CheckAnswer {
  if (status === 401) return verified(`${who} refused it (401)`);
  // busy or away is no verdict on the credential
  if (status === 429 || status >= 500)
    return notMeasured(`${who} answered ${String(status)} and judged nothing.`);
  return failed(`${who} answered ${String(status)} where 401 was due`);
}

export async function checkForgedSession({ present, random, mode }: Platform): Promise<CheckAnswer> {
  const cookie = `${cookieName(mode)}=${newCookieValue(random)}`;
  return judge(await present({ method: 'GET', url: '/v1/session', headers: { cookie } }), 'Platform');
}

export async function checkForgedSignedRequest({ present, random, clock }: Platform): Promise<CheckAnswer> {
  const path = '/internal/v1/heartbeats';
  const body = JSON.stringify({
    process: 'gateway',
    at: new Date(clock.nowMs()).toISOString(),
    build: 'invented',
  });
  const headers = signRequest({
    method: 'POST',
    url: `http://${authority}${path}`,
    tenant: '-',
    requestId: newId('req', clock.nowMs(), random(16)),
    body,
    contentType: 'application/json',
    keyId: 'gateway_to_platform',
    key: random(32),
    clock,
    random,
  });
  const sent = { ...headers, host: authority };
  return judge(await present({ method: 'POST', url: path, headers: sent, body }), 'Platform');
}

/** An agent that this tenant really has, so that its credentials are compared; an invented one where it has none. */
export async function findForgedAgent(tx: TenantReader): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `SELECT agent_id AS id FROM agent_credentials WHERE revoked_at IS NULL ORDER BY agent_id LIMIT 1`,
  );
  return row?.id;
}

export async function checkForgedAgentToken(
  { gatewayUrl, random, clock }: Platform,
  agent: string | undefined,
): Promise<CheckAnswer> {
  const { token } = newAgentToken(agent ?? newId('agt', clock.nowMs(), random(16)), random);
  const call = { jsonrpc: '2.0', id: encodeBase64url(random(6)), method: 'tools/list', params: {} };
  try {
    const response = await fetch(new URL('/mcp', gatewayUrl), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify(call),
      redirect: 'error',
      signal: AbortSignal.timeout(gatewayMs),
    });
    await response.body?.cancel();
    return judge(response.status, 'Gateway');
  } catch {
    return notMeasured('Gateway did not answer, so nothing was presented to it.');
  }
}
