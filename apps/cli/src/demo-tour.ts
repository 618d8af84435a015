/** The ten outcomes of the demo, each by the agent and the call that brings it about, through Gateway like any other call. */
import { callTool, type ToolAnswer } from './agent-call.ts';
import type { DemoCredentials } from './demo-credentials.ts';

interface Stop {
  readonly agent: string;
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly expected: string;
}

const stops: readonly Stop[] = [
  { agent: 'report-reader', tool: 'filesystem_list_directory', args: { path: '.' }, expected: 'allow' },
  {
    agent: 'report-reader',
    tool: 'filesystem_write_file',
    args: { path: 'reports/summary.md', content: 'Week 46' },
    expected: 'block',
  },
  {
    agent: 'broker-copilot',
    tool: 'filesystem_write_file',
    args: { path: 'drafts/offer.md', content: 'An offer' },
    expected: 'require_approval',
  },
  {
    agent: 'claims-triage',
    tool: 'filesystem_write_file',
    args: { path: 'open/CL-2004.md', content: '# CL-2004' },
    expected: 'allow_and_log',
  },
  { agent: 'claims-triage', tool: 'everything_echo', args: { message: 'hello' }, expected: 'block' },
  {
    agent: 'claims-triage',
    tool: 'filesystem_read_text_file',
    args: { path: 'personal/claimants.csv' },
    expected: 'degrade',
  },
  {
    agent: 'fraud-scorer',
    tool: 'filesystem_write_file',
    args: { path: 'reports/scores.csv', content: 'a,b' },
    expected: 'block_and_open_incident',
  },
  { agent: 'dormant', tool: 'filesystem_list_directory', args: { path: '.' }, expected: 'block' },
  { agent: 'renewals-desk', tool: 'filesystem_list_directory', args: { path: 'open' }, expected: 'allow' },
  {
    agent: 'renewals-desk',
    tool: 'filesystem_write_file',
    // outside of its toolset, and before its checkpoint is signed of another stage as well
    args: { path: 'closed/CL-1994.md', content: 'A letter' },
    expected: 'block',
  },
];

/**
 * @param gateway origin without /mcp
 * @returns true when every call had its outcome
 */
export async function runDemoTour(
  gateway: string,
  agents: DemoCredentials['agents'],
  answer: (text: string) => void,
): Promise<boolean> {
  let asExpected = true;
  for (const stop of stops) {
    const token = agents.find((agent) => agent.name === stop.agent)?.token ?? '';
    const got = await callTool(gateway, token, stop.tool, stop.args);
    const met = got.decision === stop.expected;
    asExpected &&= met;
    answer(
      `${met ? '✓' : '✗'} ${stop.agent.padEnd(15)} ${stop.tool.padEnd(27)} ${(got.decision ?? `HTTP ${got.status}`).padEnd(24)} ${remark(got)}`,
    );
    if (!met) answer(`  expected ${stop.expected}`);
  }
  return asExpected;
}

function remark(got: ToolAnswer): string {
  if (got.reasons.length > 0) return got.reasons.join('; ');
  const line = got.text.split('\n')[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
