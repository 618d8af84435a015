/**
 * Opens Gateway's doors for agents: who may speak is settled here once for all of them. MCP for any MCP client, plain HTTP for
 * runtimes that decide now and perform later, AuthZEN for who only asks.
 */
import type { FastifyInstance } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';
import type { RequestToVerify } from '@gamut/protocol/signed-request';
import type { Logger } from '@gamut/service/logger';
import type { Decisions } from './compose-decisions.ts';
import type { GatewayConfig } from './config.ts';
import type { AllowedAction } from './decide/allowed-action.ts';
import { deadlines } from './decide/decision-point.ts';
import type { FactsHolder } from './facts/facts-holder.ts';
import { identifyAgent } from './identity/identify-agent.ts';
import { issueRuntimeKey, type SigningKeys } from './identity/runtime-keys.ts';
import { createTellRefused } from './identity/tell-refused.ts';
import { verifyRuntime, type PatientFacts } from './identity/verify-runtime.ts';
import type { Performed } from './perform/perform-action.ts';
import type { SelfTestWatch } from './self-test-watch.ts';
import { UsageCounter } from './decide/usage-counter.ts';
import { serveAuthzenConfiguration } from './ways-in/access/authzen-configuration.ts';
import { evaluationRoutes } from './ways-in/access/evaluation-routes.ts';
import { serveAgentRoutes } from './ways-in/agent-door.ts';
import { createMcpService } from './ways-in/mcp/mcp-handler.ts';
import { serveMcp } from './ways-in/mcp/mcp-route.ts';
import { runtimeRoutes } from './ways-in/runtime/runtime-routes.ts';

export interface WaysInParts {
  readonly config: GatewayConfig;
  readonly signing: SigningKeys;
  readonly decisions: Decisions;
  readonly perform: (allowed: AllowedAction) => Promise<Performed>;
  readonly selfTest: SelfTestWatch;
  readonly logger: Logger;
}

/** Questions of one agent: each is recorded, so each costs what a decision costs. */
const questionsPerMinuteMax = 600;

/** @returns how they are closed */
export function openWaysIn(server: FastifyInstance, parts: WaysInParts): { close(): Promise<void> } {
  const { config, decisions, perform, signing, logger } = parts;
  const { point, clock, random, platform, introduction } = decisions;
  const { hosts, consoleUrl } = config;
  const patient = patientFacts(decisions);
  const service = createMcpService(
    {
      ...{ clock, facts: patient, decisions: point, perform, consoleUrl },
      skillInstructions: (request) => platform.skillInstructions(request),
    },
    (error) => {
      logger.debug({ err: error }, 'MCP refused a message');
    },
  );
  const tellRefused = createTellRefused({ tell: (refused) => platform.tellRefused(refused), clock, logger });
  const refuse = (error: unknown): never => {
    tellRefused(error);
    throw error;
  };
  const identify = async (authorization: string | undefined) => {
    assertSelfTest(parts.selfTest);
    return identifyAgent(patient, authorization, clock.nowMs()).catch(refuse);
  };
  const verify = async (request: Omit<RequestToVerify, 'keys'>) => {
    assertSelfTest(parts.selfTest);
    return verifyRuntime(patient, signing, request).catch(refuse);
  };
  const { recordUnread, recordOversize } = decisions;
  serveMcp(server, { service, identify, recordUnread, recordOversize, hosts });
  const runtime = runtimeRoutes({
    decisions: point,
    recordUnread: decisions.recordUnread,
    perform,
    issueKey: (who) => issueRuntimeKey(who, signing, (body) => platform.issueRuntimeKey(body)),
    tokenKeys: signing.allowTokens,
    audience: () => audienceOf(introduction.deployment()),
    consoleUrl,
    clock,
    random,
  });
  const questions = evaluationRoutes({
    decisions: point,
    recordUnread: decisions.recordUnread,
    questions: new UsageCounter(clock),
    perMinuteMax: questionsPerMinuteMax,
  });
  const door = { identify, verify, hosts, recordUnread, recordOversize, logger, clock, random };
  serveAgentRoutes(server, door, [...runtime, ...questions]);
  serveAuthzenConfiguration(server, config);
  return { close: () => service.close() };
}

/** Facts that are waited for no longer than a call can wait. */
function patientFacts({ depend, facts }: Decisions): PatientFacts & Pick<FactsHolder, 'fresh'> {
  return {
    fresh: (tenant) => depend('facts', deadlines.factsMs, () => facts.fresh(tenant)).catch(() => undefined),
    findByAgent: (id) =>
      depend('facts', deadlines.factsMs, () => facts.findByAgent(id)).catch(() => 'unavailable' as const),
    sync: () => depend('facts', deadlines.factsMs, () => facts.sync()),
  };
}

function assertSelfTest(selfTest: SelfTestWatch): void {
  const failure = selfTest.failed();
  if (failure !== undefined) throw new AppError('unavailable', `Gateway lets nothing through: ${failure}.`);
}

/** Tokens are for the Gateways of one deployment, though another should hold the same secret. */
function audienceOf(deployment: string | undefined): string | undefined {
  return deployment === undefined ? undefined : `gateway:${deployment}`;
}
