/** Operators and support access, made through the operator's own door as they would be. */
import assert from 'node:assert/strict';
import type { TenantRef } from '@gamut/database/database';
import { operatorToken, type Answer, type Client, type PlatformUnderTest } from './platform.ts';

export interface OperatorUnderTest {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
}

let made = 0;

/** Whoever holds this text. */
export function withToken(
  under: PlatformUnderTest,
  token: string,
): (method: string, path: string, body?: unknown) => Promise<Answer> {
  return (method, path, body) =>
    under.anonymous({
      method,
      path,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });
}

export async function makeOperator(
  under: PlatformUnderTest,
  role: 'platform_ops' | 'platform_support',
  expiresInDays = 30,
): Promise<OperatorUnderTest> {
  const n = ++made;
  const name = `Operator ${String(n)}`;
  const answer = await withToken(under, operatorToken)('POST', '/operator/v1/operators', {
    name,
    email: `operator-${String(n)}@platform.example`,
    role,
    expiresInDays,
  });
  assert.equal(answer.status, 201, answer.text);
  const token = answer.json.token as string;
  return { id: answer.json.operator.id as string, name, token, call: withToken(under, token) };
}

/** @returns the id of what was asked */
export async function askSupport(
  operator: OperatorUnderTest,
  tenant: TenantRef,
  more: object = {},
): Promise<string> {
  const answer = await operator.call('POST', '/operator/v1/support-requests', {
    tenant: tenant.slug,
    reason: 'a case of theirs',
    hours: 2,
    role: 'advanced',
    ...more,
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id as string;
}

export interface SupportUnderTest {
  readonly grantId: string;
  readonly token: string;
  get(path: string): Promise<Answer>;
}

/** Asked, approved by this administrator, taken up. */
export async function openSupport(
  under: PlatformUnderTest,
  operator: OperatorUnderTest,
  { tenant, administrator, ...more }: { tenant: TenantRef; administrator: Client; role?: string },
): Promise<SupportUnderTest> {
  const grantId = await askSupport(operator, tenant, more);
  const approved = await administrator.call({
    method: 'POST',
    path: `/v1/support-access/${grantId}/approve`,
    body: { reason: 'they may look' },
  });
  assert.equal(approved.status, 200, approved.text);
  const opened = await operator.call('POST', `/operator/v1/support-requests/${grantId}/open`, {});
  assert.equal(opened.status, 201, opened.text);
  const token = opened.json.token as string;
  const call = withToken(under, token);
  return { grantId, token, get: (path) => call('GET', path) };
}
