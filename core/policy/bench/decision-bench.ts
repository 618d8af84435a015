/**
 * The time of a pure decision, for the bench of the whole: resolving a call and judging it by thirteen controls with a
 * trace. The clock is a parameter, as everywhere in this storey.
 */
import { decide } from '../src/decide.ts';
import { indexFacts } from '../src/indexed-facts.ts';
import { resolveAction } from '../src/resolve-action.ts';
import { caseNowMs, readDemoFacts } from '../cases/run-case.ts';

export interface DecisionBench {
  readonly name: string;
  readonly p50Us: number;
  readonly p99Us: number;
}

const calls = [
  { name: 'allow', agentId: 'report-reader', tool: 'filesystem_list_directory', arguments: { path: '.' } },
  {
    name: 'allow_and_log',
    agentId: 'claims-triage',
    tool: 'filesystem_write_file',
    arguments: { path: 'open/a.txt', content: 'x'.repeat(200) },
  },
  {
    name: 'block, every gap',
    agentId: 'claims-triage',
    tool: 'everything_echo',
    arguments: { message: 'hello' },
  },
  {
    name: 'degrade',
    agentId: 'claims-triage',
    tool: 'filesystem_read_text_file',
    arguments: { path: 'personal/claimants.csv' },
  },
] as const;

/** @param nowNs a monotonic clock in nanoseconds */
export function benchDecision(nowNs: () => bigint, rounds = 20_000): DecisionBench[] {
  const indexed = indexFacts(readDemoFacts());
  return calls.map(({ name, ...call }) => {
    const once = () => {
      const resolved = resolveAction(indexed, call);
      return decide(indexed, {
        resolved,
        nowMs: caseNowMs,
        usage: { agentCalls: 3, toolCalls: 1 },
        approval: null,
      });
    };
    for (let i = 0; i < rounds / 4; i++) once();
    const tookUs: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const from = nowNs();
      once();
      tookUs.push(Number(nowNs() - from) / 1000);
    }
    tookUs.sort((a, b) => a - b);
    return {
      name,
      p50Us: tookUs[Math.floor(rounds * 0.5)] as number,
      p99Us: tookUs[Math.floor(rounds * 0.99)] as number,
    };
  });
}
