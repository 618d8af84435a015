/**
 * Where platform tells this Gateway that the facts of a tenant have moved, and what was stopped: signed, for this instance and
 * no other. It can only make Gateway stop something sooner and ask sooner: nothing is allowed by it, so it spends no nonce.
 */
import type { FastifyInstance } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { FactsPush } from '@gamut/protocol/facts';
import type { Edge } from '@gamut/service/edge';
import type { Logger } from '@gamut/service/logger';
import { serveSigned, signedRoute } from '@gamut/service/signed-routes';
import type { CallsInFlight } from '../perform/calls-in-flight.ts';
import type { FactsHolder } from './facts-holder.ts';

export interface FactsPushParts {
  readonly instance: string;
  /** Platform → Gateway. */
  readonly edge: Edge;
  readonly facts: Pick<FactsHolder, 'hear'>;
  readonly flights: Pick<CallsInFlight, 'stop'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export function serveFactsPush(server: FastifyInstance, parts: FactsPushParts): void {
  const { instance, edge, facts, flights } = parts;
  serveSigned(server, { edges: [edge], logger: parts.logger, clock: parts.clock, random: parts.random }, [
    signedRoute({
      url: '/internal/v1/facts-push',
      callers: [edge.keyId],
      body: FactsPush,
      answer: ({ body }) => {
        if (body.instance !== instance)
          return Promise.reject(
            new AppError('caller_not_allowed', 'This push is for another Gateway.', {
              fix: 'Push to the instance that asked from this address.',
              who: 'platform',
            }),
          );
        const news = facts.hear(body.tenant, body.version);
        if (news) flights.stop(body.tenant, body.version, body.stops);
        return Promise.resolve({ instance, news });
      },
    }),
  ]);
}
