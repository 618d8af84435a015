/** What `gamut decide --explain` asks and says: a recorded decision, a call that nobody made, and what it refuses. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { UsageError } from '../arguments.ts';
import { homeAt } from '../home.ts';
import { decide } from './decide.ts';

const decision = {
  kind: 'block',
  reasons: [
    {
      code: 'tool_not_permitted',
      control: 'tool_permitted',
      message: 'Not its tool.',
      fix: 'Permit it.',
      who: 'an administrator',
    },
  ],
  trace: [{ control: 'tool_permitted', verdict: 'block', saw: 'no permission\u001b[2J' }],
};
const [someone, named] = ['agt_01jx0000000000000000000000', 'agt_01jx0000000000000000000001'];
const asked: { method: string | undefined; url: string | undefined; body: string }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (piece: Buffer) => (body += piece.toString()));
  request.on('end', () => {
    asked.push({ method: request.method, url: request.url, body });
    if (request.url?.startsWith('/v1/agents') === true) {
      const first = !request.url.includes('cursor');
      const data = [first ? { id: someone, name: 'another' } : { id: named, name: 'claims-triage' }];
      response.end(JSON.stringify({ data, nextCursor: first ? 'a/b' : null }));
      return;
    }
    const made = request.method === 'POST' ? { result: { kind: 'call', decision } } : decision;
    response.end(JSON.stringify(made));
  });
});
before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
after(() => server.close());

async function run(...args: string[]): Promise<string> {
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  let said = '';
  const world = {
    env: { GAMUT_PLATFORM_URL: url, GAMUT_ACCESS_TOKEN: 'a-token' },
    home: homeAt({}, '/none', '/none'),
  };
  await decide(args, {
    ...world,
    say: () => undefined,
    answer: (text: string) => (said += text),
  } as unknown as Parameters<typeof decide>[1]);
  return said;
}

test('a recorded decision is explained control by control, with reasons and fixes, and steers no terminal', async () => {
  const said = await run('--explain', 'dec_01jx0000000000000000000000');
  assert.equal(asked.at(-1)?.url, '/v1/decisions/dec_01jx0000000000000000000000');
  assert.match(said, /^block\n/);
  assert.match(said, / 1 tool_permitted +block +no permission/);
  assert.match(said, /tool_not_permitted: Not its tool\.\n +Fix \(an administrator\): Permit it\./);
  assert.ok(!said.includes('\u001b'));
});

test('a call that nobody made is a simulation: nothing else is asked for', async () => {
  const agent = someone;
  await run('--explain', '--agent', agent, '--tool', 'files_read', '--arguments', '{"path":"a"}');
  const { method, url, body } = asked.at(-1) ?? { method: '', url: '', body: '{}' };
  assert.deepEqual([method, url], ['POST', '/v1/simulations']);
  assert.deepEqual((JSON.parse(body) as { asked: unknown }).asked, {
    kind: 'call',
    agentId: agent,
    tool: 'files_read',
    arguments: { path: 'a' },
  });
});

test('an agent may be given by its name, on whatever page it stands; one that is not there is said to be', async () => {
  await run('--explain', '--agent', 'claims-triage', '--tool', 't');
  assert.match(asked.at(-2)?.url ?? '', /cursor=a%2Fb$/);
  assert.equal(
    (JSON.parse(asked.at(-1)?.body ?? '{}') as { asked: { agentId: string } }).asked.agentId,
    named,
  );
  await assert.rejects(run('--explain', '--agent', 'nobody', '--tool', 't'), /no agent .* "nobody"/);
});

test('arguments that Gateway would refuse are not explained as the other call that they would be read as', async () => {
  for (const [given, why] of [
    ['{"path":"open/a.md","path":"closed/b.md"}', /"path" stands twice/],
    ['{"n":9007199254740993}', /would change when it is read/],
    ['{"n":1', /--arguments can't be taken: It is not the JSON/],
  ] as const)
    await assert.rejects(run('--explain', '--agent', someone, '--tool', 't', '--arguments', given), why);
});

test('it explains and nothing else: without the word, without what to explain, or with arguments that are none it refuses', async () => {
  for (const args of [
    [],
    ['dec_01jx0000000000000000000000'],
    ['--explain'],
    ['--explain', '--agent', 'agt_01jx0000000000000000000000'],
    ['--explain', '../people'],
    ['--explain', '--agent', 'a', '--tool', 't', '--arguments', '[1]'],
  ])
    await assert.rejects(run(...args), UsageError, args.join(' '));
});
