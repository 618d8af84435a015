/** The deciding half of a Gateway over the platform in memory: tools are as pinned, and nothing of it listens. */
import { showArguments } from '../../apps/gateway/src/answers/show-arguments.ts';
import { composeDecisions, type Decisions } from '../../apps/gateway/src/compose-decisions.ts';
import type { ContractPlatform } from './contract-platform.ts';

export type DecisionsChange = Partial<Parameters<typeof composeDecisions>[0]>;

export const decisionsOver = (platform: ContractPlatform, change: DecisionsChange = {}): Decisions =>
  composeDecisions({
    platformUrl: platform.url,
    edge: platform.edge,
    buildSha256: 'b'.repeat(64),
    fingerprints: () => [],
    checkTool: async () => 'as_pinned',
    showArguments,
    ...change,
  });
