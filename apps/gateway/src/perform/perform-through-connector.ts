/**
 * Binds an allowed action to its connector for one call: its bounds, the switch that can cut it off, and the
 * credential, which the vault lends for exactly as long as the call and its answer's redaction take.
 */
import type { ConnectorRegistry } from '../connectors/connector-registry.ts';
import type { Lend } from '../connectors/lend-credentials.ts';
import { sealedHeadersOf } from '../connectors/open-connector.ts';
import type { AllowedAction } from '../decide/allowed-action.ts';
import type { CallsInFlight } from './calls-in-flight.ts';
import {
  performAction,
  unrecorded,
  type Callable,
  type PerformParts,
  type Performed,
} from './perform-action.ts';

export interface PerformThrough {
  readonly connectors: ConnectorRegistry;
  readonly flights: CallsInFlight;
  readonly vault: Lend;
  readonly parts: PerformParts;
}

/** Never rejects; what can't be called is recorded as failed, and what throws once a call may have begun is in doubt. */
export async function performThroughConnector(
  allowed: AllowedAction,
  through: PerformThrough,
): Promise<Performed> {
  const { connectors, flights, vault, parts } = through;
  const { tenant, agent: agentId, tool } = allowed.action;
  const connector = connectors.find(tenant, allowed.connectorId);
  if (connector === undefined)
    return performAction(allowed, failing('The connector has been stopped since the decision.'), parts);
  const { facts, upstream } = connector;
  const flying = { tenant, agentId, connectorId: facts.id, tool };
  let begun: Promise<Performed> | undefined;
  try {
    return await vault.lend(
      sealedHeadersOf(tenant, facts),
      (loan) =>
        (begun = performAction(
          allowed,
          {
            answerBytesMax: facts.answerBytesMax,
            callTimeoutMs: facts.callTimeoutMs,
            secrets: loan.secrets,
            whileBacked: (work) => flights.run(flying, work),
            call: (action) =>
              flights.run(flying, (signal) => upstream.call(action, facts.callTimeoutMs, signal)),
          },
          parts,
        )),
    );
  } catch {
    if (begun !== undefined) return begun.catch(() => unrecorded);
    return performAction(allowed, failing("The connector's credential could not be opened."), parts);
  }
}

function failing(detail: string): Callable {
  return {
    answerBytesMax: 1024,
    callTimeoutMs: 1000,
    secrets: [],
    call: () => Promise.resolve({ state: 'failed', detail }),
  };
}
