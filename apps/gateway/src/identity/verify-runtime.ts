/**
 * From a signed request to an agent (RFC 9421, the profile of core/protocol): the key id names agent and epoch, the tenant's
 * facts say under which live credential that epoch was issued, and the key is drawn anew. The nonce goes with the call and
 * is spent in platform's transaction of the decision.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { AgentFacts } from '@gamut/protocol/facts';
import { deriveAnswerKey, parseRuntimeKeyId } from '@gamut/protocol/runtime-key';
import { verifyRequest, type RequestToVerify, type VerifiedRequest } from '@gamut/protocol/signed-request';
import type { FactsHolder, HeldFacts } from '../facts/facts-holder.ts';
import type { IdentifiedAgent } from './identify-agent.ts';
import type { SigningKeys } from './runtime-keys.ts';
import { ShownInVain } from './tell-refused.ts';

export interface VerifiedRuntime {
  readonly who: IdentifiedAgent;
  readonly request: VerifiedRequest;
  readonly answerKey: Uint8Array;
}

export type PatientFacts = Pick<FactsHolder, 'findByAgent' | 'sync'>;

const keyIdOfInput = /;keyid="(agt_[0-9a-z]{26}_[1-9][0-9]{0,8})"/;

/** @throws AppError 401, one answer for every key that is nobody's, or `unavailable` */
export async function verifyRuntime(
  facts: PatientFacts,
  keys: SigningKeys,
  request: Omit<RequestToVerify, 'keys'>,
): Promise<VerifiedRuntime> {
  const input = request.headers['signature-input'];
  const keyId = typeof input === 'string' ? keyIdOfInput.exec(input)?.[1] : undefined;
  const named = keyId === undefined ? undefined : parseRuntimeKeyId(keyId);
  if (keyId === undefined || named === undefined) throw unknownKey();
  let found = await findKey(facts, named);
  if (found?.credential === undefined) {
    // It may have been issued a moment ago: platform is asked once more.
    await facts.sync().catch(() => {
      throw unavailable();
    });
    found = await findKey(facts, named);
  }
  if (found === undefined) throw unknownKey();
  const { held, agent, credential } = found;
  const { tenant } = held.facts;
  const drawn = keys.runtimeKeys({ tenant, agent: agent.id, epoch: named.epoch });
  if (credential === undefined) throw unknownKey(inVain(request, keyId, drawn, found, named.epoch));
  const { key, verified } = verifyWithAny(request, keyId, drawn);
  if (verified.tenant !== tenant) throw unknownKey();
  if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= request.nowMs)
    throw unknownKey(new ShownInVain({ tenant, agent: agent.id, shown: { keyEpoch: named.epoch } }));
  return {
    who: { tenant, agent, credentialId: credential.id },
    request: verified,
    answerKey: deriveAnswerKey(key),
  };
}

/** The key of an epoch that no live credential has: undefined unless it was that key indeed that signed. */
function inVain(
  request: Omit<RequestToVerify, 'keys'>,
  keyId: string,
  drawn: readonly [Uint8Array, ...Uint8Array[]],
  { held, agent }: Found,
  keyEpoch: number,
): ShownInVain | undefined {
  try {
    verifyWithAny(request, keyId, drawn);
  } catch {
    return undefined;
  }
  return new ShownInVain({ tenant: held.facts.tenant, agent: agent.id, shown: { keyEpoch } });
}

/**
 * By whichever secret the key was drawn of.
 * @throws AppError of the last one, since who comes as far as a wrong time has signed with it
 */
function verifyWithAny(
  request: Omit<RequestToVerify, 'keys'>,
  keyId: string,
  [key, ...others]: readonly [Uint8Array, ...Uint8Array[]],
): { readonly key: Uint8Array; readonly verified: VerifiedRequest } {
  try {
    return { key, verified: verifyRequest({ ...request, keys: new Map([[keyId, key]]) }) };
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined || !(error instanceof AppError) || error.code !== 'signature_invalid') throw error;
    return verifyWithAny(request, keyId, [next, ...rest]);
  }
}

interface Found {
  readonly held: HeldFacts;
  readonly agent: AgentFacts;
  /** Undefined: no live one has this epoch. */
  readonly credential: AgentFacts['credentials'][number] | undefined;
}

async function findKey(
  facts: PatientFacts,
  named: { readonly agent: string; readonly epoch: number },
): Promise<Found | undefined> {
  const held = await facts.findByAgent(named.agent);
  if (held === 'unavailable') throw unavailable();
  const agent = held?.facts.agents.find((one) => one.id === named.agent);
  const credential = agent?.credentials.find((one) => one.keyEpoch === named.epoch);
  return held === undefined || agent === undefined ? undefined : { held, agent, credential };
}

function unavailable(): AppError {
  return new AppError('unavailable', 'Gateway has no fresh governance facts, so it can identify nobody.', {
    fix: 'Call again in a moment.',
    who: 'the operator',
  });
}

function unknownKey(cause?: ShownInVain): AppError {
  return new AppError('signature_invalid', 'This signature is not by a live signing key of any agent.', {
    fix: 'Sign with the key that Gateway issued, for the tenant that it named; a revoked or expired credential takes its key with it.',
    who: 'whoever runs the agent',
    cause,
  });
}
