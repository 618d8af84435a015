/**
 * The facts as they are kept and digested: all that a decision reads, and nothing that opens anything or that may have to be
 * erased. So what a decision entry names can be handed to an auditor whole, and its digest still fits. Left out: digests of
 * agents' tokens, sealed headers, the address of a tool server beyond its origin (a path can be a secret), people's names.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';
import type { AgentFacts, ConnectorFacts, TenantFacts } from './facts.ts';

const blankSha256 = '0'.repeat(64);

/** No control reads what is left out; `facts-of-record.test.ts` in core/policy holds it to that. */
export function factsOfRecord(facts: TenantFacts): TenantFacts {
  return {
    ...facts,
    agents: facts.agents.map((agent) => ({
      ...agent,
      humanOwner: withoutName(agent.humanOwner),
      securityOwner: withoutName(agent.securityOwner),
      credentials: agent.credentials.map((one) => ({ ...one, sha256: blankSha256 })),
    })),
    connectors: facts.connectors.map((connector) => ({
      ...connector,
      transport: withoutPath(connector.transport),
      sealedHeaders: {},
    })),
  };
}

/** The kept text; its SHA-256 stands in every decision that was made on these facts. */
export function factsText(facts: TenantFacts): string {
  return canonicalJson(factsOfRecord(facts));
}

export function factsDigest(facts: TenantFacts): string {
  return sha256Hex(factsText(facts));
}

function withoutName(person: AgentFacts['humanOwner']): AgentFacts['humanOwner'] {
  return person === null ? null : { id: person.id, name: '' };
}

function withoutPath(transport: ConnectorFacts['transport']): ConnectorFacts['transport'] {
  return transport.kind === 'http' ? { ...transport, url: transport.origin } : transport;
}
