/** Waits for a piece of work of the provision process and says each step once. Ctrl-C ends the waiting, never the work. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Operator } from './operator.ts';
import type { World } from './world.ts';

export interface Followed {
  readonly job: string;
  readonly what: string;
  readonly asJson: boolean;
}

interface Job {
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly step: string | null;
  readonly attempts: number;
  readonly failure: string | null;
  readonly result: readonly { readonly name: string; readonly value: string }[] | null;
}

const pollMs = 100;
const quietMs = 10_000;

/** @returns the exit code */
export async function followJob(
  world: World,
  operator: Operator,
  { job: id, what, asJson }: Followed,
): Promise<number> {
  world.say(`${what}: asked for (${id})`);
  const startedMs = performance.now();
  let said = '';
  let warned = false;
  for (;;) {
    const job = (await operator.get(`/jobs/${encodeURIComponent(id)}`)) as Job;
    const line = progressOf(job);
    if (line !== said && line !== '') world.say(`  ${line}`);
    said = line;
    if (job.status === 'done' || job.status === 'failed') return show(world, what, job, asJson);
    if (
      !warned &&
      job.status === 'waiting' &&
      job.attempts === 0 &&
      performance.now() - startedMs > quietMs
    ) {
      warned = true;
      world.say('  nobody has taken it up yet: gamut status shows whether provision runs');
    }
    await delay(pollMs);
  }
}

function progressOf(job: Job): string {
  const again = job.status === 'waiting' && job.failure !== null ? `, again soon: ${job.failure}` : '';
  if (job.step === null && again === '') return '';
  // what follows the first word is for whoever takes the job up
  return `${job.step?.split(' ')[0] ?? 'begun'}${again}`;
}

function show(world: World, what: string, job: Job, asJson: boolean): number {
  if (asJson) world.answer(JSON.stringify(job, null, 2));
  else if (job.status === 'done') {
    world.answer(`${what}: done`);
    for (const { name, value } of job.result ?? []) world.answer(`  ${name.padEnd(16)} ${value}`);
  }
  if (job.status === 'failed')
    world.say(`gamut: ${what} failed: ${job.failure ?? 'no reason was written down'}`);
  return job.status === 'done' ? 0 : 1;
}
