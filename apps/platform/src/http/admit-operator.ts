/** Who comes through the operator's door, and whether this row is theirs: each takes one platform role, and a refusal is recorded. */
import type { FastifyRequest } from 'fastify';
import {
  assertOperatorRole,
  identifyOperator,
  type Operator,
  type OperatorRole,
} from '../access/operator.ts';
import type { AdmitParts } from './admit.ts';
import type { Route } from './route.ts';

/** @throws AppError `unauthenticated`, `forbidden`, `too_many_requests` */
export async function admitOperator(
  parts: AdmitParts,
  { method, path }: Pick<Route, 'method' | 'path'>,
  wanted: OperatorRole,
  request: FastifyRequest,
): Promise<Operator> {
  const operator = await identifyOperator(parts, request);
  try {
    assertOperatorRole(operator, wanted);
  } catch (error) {
    await parts.denials.recordOperator(operator, `${method} ${path}`);
    throw error;
  }
  return operator;
}
