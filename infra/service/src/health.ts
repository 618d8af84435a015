/** Liveness and readiness: the process answers at all, and each thing it depends on, by name; on the machine itself with what is wrong. */
import type { FastifyInstance } from 'fastify';
import { callDependency } from './dependency.ts';
import { isOnThisMachine } from './loopback.ts';

export interface HealthCheck {
  readonly name: string;
  /** Throws, or says in a few words what is wrong; undefined is well. */
  check(): string | undefined | Promise<string | undefined>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
}

/** A list, or what makes one anew for each question: gates are known once they were looked at. */
export type HealthChecks = readonly HealthCheck[] | (() => readonly HealthCheck[]);

const checkMs = 2000;

export async function askReadiness(checks: readonly HealthCheck[]): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(async ({ name, check }) => {
      const detail = await detailOf(name, check);
      return detail === undefined ? { name, ok: true } : { name, ok: false, detail };
    }),
  );
  return { ready: results.every((result) => result.ok), checks: results };
}

/** A check that throws tells nothing of its fault to the outside but that it failed. */
async function detailOf(name: string, check: HealthCheck['check']): Promise<string | undefined> {
  try {
    return await callDependency({ name, deadlineMs: checkMs }, async () => check());
  } catch {
    return `${name} failed or did not answer within ${String(checkMs)} ms`;
  }
}

export function serveHealth(server: FastifyInstance, checks: HealthChecks): void {
  server.get('/livez', async (_request, reply) => reply.send({ live: true }));
  server.get('/readyz', async (request, reply) => {
    const readiness = await askReadiness(typeof checks === 'function' ? checks() : checks);
    const shown = isOnThisMachine(request) ? readiness : withoutDetail(readiness);
    return reply.code(readiness.ready ? 200 : 503).send(shown);
  });
}

/** What is wrong may name organisations: it is for the operator at the machine, as in the log. Others learn what, and not why. */
function withoutDetail({ ready, checks }: Readiness): Readiness {
  return { ready, checks: checks.map(({ name, ok }) => ({ name, ok })) };
}
