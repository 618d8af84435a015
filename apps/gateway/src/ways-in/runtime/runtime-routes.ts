/**
 * Decide now, perform later (security.md section 5): `POST /v1/decide` records a decision and, when it passes, gives out an
 * allow token; `POST /v1/perform` takes the same call with its token, runs all controls again, claims the token with the
 * decision that starts the call, and performs it. A runtime never performs itself: it holds no credential.
 */
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import {
  allowTokenLifeMsMax,
  formatAllowToken,
  verifyAllowToken,
  type AllowTokenKey,
} from '@gamut/protocol/allow-token';
import { DecideRequest, PerformRequest, SigningKeyRequest } from '@gamut/protocol/runtime-calls';
import { compileSchema } from '@gamut/service/strict-schema';
import type { AllowedAction } from '../../decide/allowed-action.ts';
import type { DecisionPoint } from '../../decide/decision-point.ts';
import type { RecordUnread } from '../../decide/record-unread.ts';
import type { IssuedRuntimeKey } from '../../identity/runtime-keys.ts';
import type { IdentifiedAgent } from '../../identity/identify-agent.ts';
import type { Performed } from '../../perform/perform-action.ts';
import type { AgentRoute, CallerOfAgent, DoorAnswer } from '../agent-door.ts';
import { recordingUnread } from '../unreadable-body.ts';
import { passedAnswer, performedAnswer, refusedDecision, refusedPerforming } from './runtime-answers.ts';

export interface RuntimeParts {
  readonly decisions: DecisionPoint;
  readonly perform: (allowed: AllowedAction) => Promise<Performed>;
  readonly issueKey: (who: IdentifiedAgent) => Promise<IssuedRuntimeKey>;
  /** New tokens are made under the first; any is taken. */
  readonly tokenKeys: readonly [AllowTokenKey, ...AllowTokenKey[]];
  /** Whose tokens these are; undefined before platform has told the deployment's id, and then there are none. */
  readonly audience: () => string | undefined;
  readonly recordUnread: RecordUnread;
  readonly consoleUrl: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export function runtimeRoutes(parts: RuntimeParts): readonly AgentRoute[] {
  const reading = <T>({ who, nonce }: CallerOfAgent, read: () => T) =>
    recordingUnread(parts, who, read, nonce);
  const readDecide = compileSchema<DecideRequest>(DecideRequest, 'body');
  const readPerform = compileSchema<PerformRequest>(PerformRequest, 'body');
  const readKey = compileSchema<object>(SigningKeyRequest, 'body');
  return [
    {
      url: '/v1/decide',
      answer: async (caller, body) => decide(parts, caller, await reading(caller, () => readDecide(body))),
    },
    {
      url: '/v1/perform',
      answer: async (caller, body) => perform(parts, caller, await reading(caller, () => readPerform(body))),
    },
    {
      url: '/v1/signing-key',
      tokenOnly: true,
      answer: async ({ who }, body) => {
        readKey(body);
        return { status: 201, body: await parts.issueKey(who) };
      },
    },
  ];
}

async function decide(parts: RuntimeParts, caller: CallerOfAgent, call: DecideRequest): Promise<DoorAnswer> {
  const { clock, random, consoleUrl } = parts;
  const audience = audienceOf(parts);
  const issuedMs = clock.nowMs();
  const id = encodeBase64url(random(16));
  const verdict = await parts.decisions.consider({
    ...callOf(caller, call),
    way: { kind: 'token', id, lifeMs: allowTokenLifeMsMax },
  });
  if (verdict.kind === 'refused') return { status: 200, body: refusedDecision(verdict, consoleUrl) };
  const { action, actionSha256, factsVersion, decisionId: decision, approval } = verdict;
  const { tenant, agent, tool, actionType } = action;
  const token = formatAllowToken(
    {
      ...{ tenant, agent, tool, actionType, actionSha256, factsVersion, decision, approval, audience, id },
      leaseEpoch: null,
      issuedMs,
      expiresMs: issuedMs + allowTokenLifeMsMax,
    },
    parts.tokenKeys[0],
  );
  return { status: 200, body: passedAnswer(verdict, token, issuedMs + allowTokenLifeMsMax) };
}

async function perform(
  parts: RuntimeParts,
  caller: CallerOfAgent,
  call: PerformRequest,
): Promise<DoorAnswer> {
  const { clock, tokenKeys, consoleUrl } = parts;
  const expected = { keys: tokenKeys, audience: audienceOf(parts), nowMs: clock.nowMs() };
  const token = verifyAllowToken(call.token, expected);
  const verdict = await parts.decisions.decide({ ...callOf(caller, call), way: { kind: 'redeem', token } });
  if (verdict.kind === 'refused') return refusedPerforming(verdict, consoleUrl);
  return performedAnswer(verdict, await parts.perform(verdict.allowed));
}

function callOf({ who, nonce }: CallerOfAgent, call: DecideRequest) {
  const { tenant, agent, credentialId } = who;
  const { tool, arguments: args } = call;
  return { tenant, agent, credentialId, tool, arguments: args, ...(nonce === undefined ? {} : { nonce }) };
}

function audienceOf(parts: Pick<RuntimeParts, 'audience'>): string {
  const audience = parts.audience();
  if (audience !== undefined) return audience;
  throw new AppError(
    'unavailable',
    'Gateway does not know its deployment yet, and gives out and takes no token.',
    {
      fix: 'Call again in a moment; if it persists, look at the readiness of platform.',
      who: 'the operator',
    },
  );
}
