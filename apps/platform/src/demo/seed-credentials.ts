/**
 * A working token for each demo agent, on disk before it is called seeded. A token whose file was lost can't be read back
 * from anywhere (only its hash is kept), so it is revoked and another issued.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { issueAgentCredential } from '../features/agentic/agents/issue-agent-credential.ts';
import { revokeAgentCredential } from '../features/agentic/agents/revoke-agent-credential.ts';
import type { Agent } from '../features/agentic/agents/agent.ts';
import { inChange, type Seeding } from './seeding.ts';
import { readTokens, writeTokens, type DemoToken } from './tokens-file.ts';

export const demoCredential = 'demo';

export async function seedCredentials(
  seeding: Seeding,
  agents: readonly Agent[],
  path: string,
): Promise<void> {
  const known = readTokens(path);
  const settled: DemoToken[] = [];
  for (const agent of agents) {
    const level = agent.level ?? 'intern';
    const held = known.find((one) => one.name === agent.name);
    if (held !== undefined && works(agent, held.token)) {
      settled.push({ ...held, level });
      continue;
    }
    for (const stale of agent.credentials.filter((one) => one.name === demoCredential)) {
      await inChange(seeding, (change) => revokeAgentCredential(change, agent.id, stale.id));
    }
    const issued = await inChange(seeding, (change) =>
      issueAgentCredential(change, agent.id, { name: demoCredential }),
    );
    settled.push({ name: agent.name, level, token: issued.token });
    writeTokens(path, [
      ...settled,
      ...known.filter((one) => !settled.some((done) => done.name === one.name)),
    ]);
  }
  writeTokens(path, settled);
}

function works(agent: Agent, token: string): boolean {
  const fingerprint = sha256Hex(token).slice(0, 12);
  return agent.credentials.some((one) => one.name === demoCredential && one.fingerprint === fingerprint);
}
