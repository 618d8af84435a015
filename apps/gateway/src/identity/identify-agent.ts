/**
 * From a bearer token to an agent, and from nothing else: the agent id in the token leads to its tenant, the tenant's facts
 * hold the SHA-256 of every live credential, and all of them are compared in constant time. A suspended agent is still
 * identified, because its calls must be recorded as blocks under its name.
 */
import { AppError } from '@gamut/kernel/app-error';
import { equalBytes } from '@gamut/crypto/mac';
import type { AgentFacts } from '@gamut/protocol/facts';
import type { FactsHolder, HeldFacts } from '../facts/facts-holder.ts';
import { parseAgentToken, type AgentToken } from './agent-token.ts';
import { ShownInVain } from './tell-refused.ts';

export interface IdentifiedAgent {
  readonly tenant: string;
  readonly agent: AgentFacts;
  readonly credentialId: string;
}

const schemePattern = /^Bearer ([A-Za-z0-9_-]{1,256})$/i;

/** @throws AppError `unauthenticated` or `bad_credentials` (401), or `unavailable` when the facts can't be had */
export async function identifyAgent(
  facts: Pick<FactsHolder, 'findByAgent' | 'sync'>,
  authorization: string | undefined,
  nowMs: number,
): Promise<IdentifiedAgent> {
  if (authorization === undefined) throw missing();
  const text = schemePattern.exec(authorization)?.[1];
  const token = text === undefined ? undefined : parseAgentToken(text);
  if (token === undefined) throw wrong();
  let found = await findCredential(facts, token);
  if (found === undefined) {
    // It may have been issued a moment ago: platform is asked once more before the token is called nobody's.
    await facts.sync().catch(() => {
      throw unavailable();
    });
    found = await findCredential(facts, token);
  }
  if (found === undefined) throw wrong(await inVain(facts, token));
  const { held, agent, credential } = found;
  if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= nowMs)
    throw expired(credential.expiresAt, await inVain(facts, token));
  return { tenant: held.facts.tenant, agent, credentialId: credential.id };
}

/** Undefined where the agent is nobody's: then there is no tenant to tell. */
async function inVain(
  facts: Pick<FactsHolder, 'findByAgent'>,
  { agentId: agent, digest }: AgentToken,
): Promise<ShownInVain | undefined> {
  const held = await facts.findByAgent(agent);
  if (held === undefined || held === 'unavailable') return undefined;
  const sha256 = Buffer.from(digest).toString('hex');
  return new ShownInVain({ tenant: held.facts.tenant, agent, shown: { sha256 } });
}

interface Found {
  readonly held: HeldFacts;
  readonly agent: AgentFacts;
  readonly credential: AgentFacts['credentials'][number];
}

async function findCredential(
  facts: Pick<FactsHolder, 'findByAgent'>,
  { agentId, digest }: AgentToken,
): Promise<Found | undefined> {
  const held = await facts.findByAgent(agentId);
  if (held === 'unavailable') throw unavailable();
  const agent = held?.facts.agents.find((one) => one.id === agentId);
  const credential = agent === undefined ? undefined : matching(agent, digest);
  return held === undefined || agent === undefined || credential === undefined
    ? undefined
    : { held, agent, credential };
}

/** Looks at every credential, whichever matches. */
function matching(agent: AgentFacts, digest: Uint8Array): AgentFacts['credentials'][number] | undefined {
  let found: AgentFacts['credentials'][number] | undefined;
  for (const credential of agent.credentials) {
    if (equalBytes(Buffer.from(credential.sha256, 'hex'), digest)) found = credential;
  }
  return found;
}

const whoIssues = 'an agent operator of the tenant';

function missing(): AppError {
  return new AppError('unauthenticated', 'This call carries no agent token.', {
    fix: 'Send the header "authorization: Bearer gma_…".',
    who: 'whoever runs the agent',
  });
}

/** One answer for every token that is nobody's: it does not say which agents exist. */
function wrong(cause?: ShownInVain): AppError {
  return new AppError(
    'bad_credentials',
    'This token is not a live credential of any agent: it is mistyped, unknown or revoked.',
    {
      fix: 'Use the token exactly as it was shown when it was made, or issue a new credential for the agent.',
      who: whoIssues,
      cause,
    },
  );
}

function expired(at: string, cause: ShownInVain | undefined): AppError {
  return new AppError('bad_credentials', `This token expired at ${at}.`, {
    fix: 'Issue a new credential for the agent.',
    who: whoIssues,
    cause,
  });
}

function unavailable(): AppError {
  return new AppError(
    'unavailable',
    'Gateway has no fresh governance facts, so it can identify nobody and lets nothing through.',
    {
      fix: 'Call again in a moment; if it persists, look at the readiness of Gateway and platform.',
      who: 'the operator',
    },
  );
}
