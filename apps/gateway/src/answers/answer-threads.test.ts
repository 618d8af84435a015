/**
 * A tool's dear answer holds nobody up: it is gone through beside the thread that serves, in bounds of time, memory and turns, to
 * the same bytes; and whatever breaks there withholds it and nothing else.
 */
import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { sha256Hex } from '@gamut/crypto/hash';
import { hostile, samples } from '@gamut/redaction/samples';
import { eventually, patienceMs } from '../../../../tests/support/pace.ts';
import { AnswerThreads, AnswerWithheld, usualThreads, type WithheldWhy } from './answer-threads.ts';
import {
  costHereMax,
  isSmall,
  makeSafe,
  type AnswerJob,
  type RefusedAnswer,
  type SafeAnswer,
} from './make-safe.ts';
import { createScan } from './scan-answer.ts';

const text = (value: string) => ({ type: 'text' as const, text: value });
const jobOf = (answer: unknown, more: Partial<AnswerJob> = {}): AnswerJob => ({
  text: JSON.stringify(answer),
  bytesMax: 10_000_000,
  form: null,
  secrets: [],
  dataClass: 'internal',
  tenant: 'tnt_one',
  teaches: true,
  ...more,
});
/** Two megabytes that every detector of personal values stops at. */
const dear = (tenant: string, chars = 2_000_000): AnswerJob =>
  jobOf({ content: [text('https://a:b@c.example '.repeat(chars / 22))] }, { tenant });
const never = new AbortController().signal;
const quietly = (): void => undefined;

const started: Worker[] = [];
function threadsOf(t: TestContext, more: ConstructorParameters<typeof AnswerThreads>[0] = {}): AnswerThreads {
  const start = (memoryMb: number): Worker => {
    const worker = usualThreads.start(memoryMb);
    started.push(worker);
    return worker;
  };
  const threads = new AnswerThreads({ threadsMax: 2, runMs: patienceMs, start, ...more });
  t.after(() => threads.close());
  return threads;
}
const isWithheld = (why: WithheldWhy) => (error: unknown) =>
  error instanceof AnswerWithheld && error.why === why;
/** Short, so that a failure can be read. */
const bytesOf = (made: SafeAnswer | RefusedAnswer): unknown =>
  made.kind === 'refused'
    ? made
    : { ...made, answer: sha256Hex(JSON.stringify(made.answer)), learned: [...(made.learned ?? [])].join() };
const scan = (threads: AnswerThreads, job: AnswerJob, signal = never) =>
  threads.makeSafe(job, quietly, signal);

after(() => {
  for (const worker of started) assert.equal(worker.threadId, -1, 'no thread is left');
});

test('a thread says of every sample and every hostile text what the serving thread says, byte for byte', async (t) => {
  const threads = threadsOf(t);
  const form = { rowsMax: 3, mask: true };
  const all = [...samples, ...hostile].map(([, value]) => value.slice(0, 20_000));
  const answers = [
    { content: all.map(text) },
    { content: [], structuredContent: { all, byName: Object.fromEntries(all.map((one, at) => [one, at])) } },
    { content: all.map((one) => ({ type: 'resource', resource: { uri: one, text: one } })), isError: true },
    { content: all.map((one) => ({ type: 'resource_link', uri: one, name: one, description: one })) },
    { content: [{ type: 'image', data: btoa('a top-secret-header'), mimeType: 'image/png' }] },
    { content: [text('half \ud800 a letter'), text('{"__proto__": 1e400}')], structuredContent: { n: -0 } },
    { content: [{ type: 'spell' }] },
  ];
  for (const answer of answers)
    for (const more of [{}, { form }, { secrets: ['top-secret-header'], dataClass: 'personal' as const }]) {
      const job = jobOf(answer, more);
      const [here, there]: boolean[][] = [[], []];
      const made = makeSafe(job, (isError) => here?.push(isError));
      const beside = await threads.makeSafe(job, (isError) => there?.push(isError), never);
      assert.deepEqual(bytesOf(beside), bytesOf(made));
      assert.deepEqual(there, here);
    }
  assert.equal(threads.counts().threads, 1, 'what comes one after the other is gone through by one thread');
});

test('while one tenant’s dear answer is gone through, what other tenants’ tools answer is, small and large', async (t) => {
  const threads = threadsOf(t);
  const through = createScan(threads);
  let over = false;
  const stop = new AbortController();
  // dearer than all that follows together, and stopped at the end of it
  const secrets = Array.from({ length: 100 }, (_, at) => `a-secret-of-many-${String(at)}`);
  const first = scan(threads, { ...dear('tnt_hostile', 9_900_000), secrets }, stop.signal);
  const ended = first.catch(() => undefined).then(() => (over = true));
  const second = scan(threads, dear('tnt_hostile'));
  second.catch(quietly);
  for (let at = 0; at < 20; at++) {
    await through(jobOf({ content: [text('small')] }, { tenant: 'tnt_other' }), quietly, never);
    const large = jobOf({ content: [text('large '.repeat(2000))] }, { tenant: `tnt_${String(at % 3)}` });
    assert.equal((await through(large, quietly, never)).kind, 'safe');
  }
  assert.equal(over, false, 'the dear answer is still being gone through');
  assert.deepEqual(threads.counts(), { threads: 2, busy: 1, waiting: 1 }, 'its tenant has one thread of two');
  stop.abort();
  await assert.rejects(first, isWithheld('stopped'));
  await ended;
});

test('tenants take turns, however many answers one of them has waiting', async (t) => {
  const threads = threadsOf(t, { threadsMax: 1 });
  const order: string[] = [];
  const waiting = ['a', 'a', 'a', 'a', 'b', 'c', 'b'].map((tenant) =>
    scan(threads, jobOf({ content: [text('x'.repeat(5000))] }, { tenant })).then(() => order.push(tenant)),
  );
  await Promise.all(waiting);
  assert.deepEqual(order.join(''), 'aabcaba');
});

test('an answer that takes longer than one may is withheld, and the next is not', async (t) => {
  const threads = threadsOf(t, { threadsMax: 1, runMs: 1, runMsPerMillion: 0 });
  await assert.rejects(scan(threads, dear('tnt_one')), isWithheld('late'));
  const patient = threadsOf(t, { threadsMax: 1 });
  assert.equal((await scan(patient, jobOf({ content: [text('next')] }))).kind, 'safe');
});

test('a thread that is killed while it goes through an answer withholds that one, and another thread takes the next', async (t) => {
  const threads = threadsOf(t, { threadsMax: 1 });
  let read = quietly;
  const reading = new Promise<void>((resolve) => (read = resolve));
  const killed = threads.makeSafe(dear('tnt_one'), () => read(), never);
  const next = scan(threads, jobOf({ content: [text('next')] }));
  const seen = assert.rejects(killed, isWithheld('broke'));
  await reading;
  await started.at(-1)?.terminate();
  await seen;
  assert.equal((await next).kind, 'safe');
});

test('an answer that takes more memory than one may is withheld, and this process goes on', async (t) => {
  const threads = threadsOf(t, { memoryMb: 24 });
  await assert.rejects(scan(threads, dear('tnt_one', 9_900_000)), isWithheld('memory'));
  assert.equal(threads.counts().threads, 0);
});

test('what waits is bounded, for each tenant and in all, and what is refused for it is withheld at once', async (t) => {
  const threads = threadsOf(t, {
    threadsMax: 1,
    waitingMax: 2,
    waitingCharsMax: 4_500_000,
    waitingCharsInAllMax: 6_500_000,
  });
  const stop = new AbortController();
  const outcomes = ['a', 'a', 'a', 'a', 'b', 'b'].map((tenant) => scan(threads, dear(tenant), stop.signal));
  const settled = Promise.allSettled(outcomes);
  assert.deepEqual(threads.counts(), { threads: 1, busy: 1, waiting: 3 });
  stop.abort();
  const why = (await settled).map((one) =>
    one.status === 'rejected' ? (one.reason as AnswerWithheld).why : '',
  );
  assert.deepEqual(why, ['stopped', 'stopped', 'stopped', 'full', 'stopped', 'full']);
  assert.equal(threads.counts().waiting, 0);
});

test('closing withholds what is under way and what waits, ends every thread, and nothing starts again', async () => {
  const threads = new AnswerThreads({ threadsMax: 1 });
  const both = [scan(threads, dear('a')), scan(threads, dear('b'))];
  const settled = Promise.allSettled(both);
  await threads.close();
  for (const one of await settled) assert.ok(one.status === 'rejected' && isWithheld('stopped')(one.reason));
  await assert.rejects(scan(threads, jobOf({ content: [] })), isWithheld('stopped'));
  assert.deepEqual(threads.counts(), { threads: 0, busy: 0, waiting: 0 });
});

test('a thread that has nothing to do is ended, with whatever it may still hold', async (t) => {
  const threads = threadsOf(t, { idleMs: 1 });
  await scan(threads, jobOf({ content: [text('once')] }, { secrets: ['top-secret-header'] }));
  await eventually(() => threads.counts().threads === 0, 'the end of the thread');
});

test('what is small is so by what it costs: long texts, and many values in a short one, are not', async () => {
  const asked: string[] = [];
  const through = createScan({
    makeSafe: (job) => {
      asked.push(job.text);
      return Promise.resolve({ kind: 'refused', why: 'counted' });
    },
  });
  const small = ['x'.repeat(costHereMax - 100), 'a, b: c'.repeat(100)];
  const large = ['x'.repeat(costHereMax), 'a,'.repeat(costHereMax / 7)];
  for (const one of [...small, ...large]) await through(jobOf({ content: [text(one)] }), quietly, never);
  assert.equal(asked.length, large.length);
  assert.equal(isSmall(jobOf({ content: [], structuredContent: { n: Array(600).fill(1) } }).text), false);
});
