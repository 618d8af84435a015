/** Who comes through the operator's door, and whether this row is theirs: each takes one platform role, and a refusal is recorded. */
import type { FastifyRequest } from 'fastify';
import {
  assertOperatorRole,
  identifyOperator,
  type Operator,
  type OperatorRole,
} from '../access/operator.ts';
import { countingFailures } from '../access/failed-sign-in.ts';
import type { AdmitParts } from './admit.ts';
import type { Route } from './route.ts';

/** @throws AppError `unauthenticated`, `forbidden`, `too_many_requests` */
export async function admitOperator(
  parts: AdmitParts,
  { method, path }: Pick<Route, 'method' | 'path'>,
  wanted: OperatorRole,
  request: FastifyRequest,
): Promise<Operator> {
  const identify = () => identifyOperator(parts, request);
  const operator = await (request.headers.authorization === undefined
    ? identify()
    : countingFailures(parts.platform, { account: 'operator', door: 'operator_token' }, identify));
  try {
    assertOperatorRole(operator, wanted);
  } catch (error) {
    await parts.denials.recordOperator(operator, `${method} ${path}`);
    throw error;
  }
  return operator;
}
