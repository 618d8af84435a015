/** What every server tells of a request: an id, a trace, one line in the log, figures that name nobody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServer } from './http-server.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { traceHeaders } from './trace.ts';

function serve() {
  const lines: string[] = [];
  const logger = createLogger('test', { target: { write: (line) => void lines.push(line) } });
  const metrics = createMetrics();
  const server = createServer({ logger, checks: [], metrics });
  server.post('/things/:id', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return traceHeaders();
  });
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { server, logged, metrics };
}
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const post = (headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/things/secret-id?secret=query',
  headers: { 'content-type': 'application/json', ...headers },
  payload: '{"secret":"body"}',
});

test('a caller’s own request id comes back when it is well-formed, and is replaced when it is not', async () => {
  const { server } = serve();
  const given = await server.inject(post({ 'x-request-id': 'caller-0001' }));
  assert.equal(given.headers['gamut-request-id'], 'caller-0001');
  for (const bad of ['short', 'with space 1', 'a'.repeat(65), 'line\tbreak', '"quoted-id"', '../../etc/x'])
    assert.match(
      String((await server.inject(post({ 'x-request-id': bad }))).headers['gamut-request-id']),
      /^req_/,
      bad,
    );
});

test('the trace of the caller goes on to what we call ourselves, with a part of our own', async () => {
  const { server } = serve();
  const { traceparent } = (
    await server.inject(post({ traceparent: `00-${traceId}-00f067aa0ba902b7-01` }))
  ).json<{ traceparent: string }>();
  assert.match(traceparent, new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  assert.ok(!traceparent.includes('00f067aa0ba902b7'));
});

test('a trace that is not well-formed is not gone on with', async () => {
  const { server } = serve();
  const zeros = '0'.repeat(32);
  for (const bad of [
    '',
    'x',
    `00-${traceId}-0000000000000000-01`,
    `00-${zeros}-00f067aa0ba902b7-01`,
    `ff-${traceId}-00f067aa0ba902b7-01`,
    `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`,
  ]) {
    const { traceparent } = (await server.inject(post({ traceparent: bad }))).json<{ traceparent: string }>();
    assert.match(traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    assert.ok(!traceparent.includes(traceId), bad);
  }
});

test('one line a request: route, status, time, request id and trace; nothing that the caller sent', async () => {
  const { server, logged } = serve();
  await server.inject(
    post({ traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'x-request-id': 'caller-0001' }),
  );
  await server.inject({ method: 'GET', url: '/livez' });
  const [line, ...more] = logged();
  assert.deepEqual(more, []);
  assert.deepEqual(
    [line?.['method'], line?.['route'], line?.['status'], line?.['requestId'], line?.['traceId']],
    ['POST', '/things/:id', 200, 'caller-0001', traceId],
  );
  assert.equal(typeof line?.['tookMs'], 'number');
  assert.ok(!JSON.stringify(line).includes('secret'));
});

test('what was refused stands in its line under the code of the refusal, with nothing that was tried', async () => {
  const { server, logged } = serve();
  await server.inject({ ...post(), payload: '{"secret":1,"secret":2}' });
  await server.inject({ ...post(), payload: `{"secret":"${'x'.repeat(2_000_000)}"}` });
  await server.inject({ method: 'GET', url: '/secret/address' });
  await server.inject(post());
  const lines = logged();
  assert.deepEqual(
    lines.map(({ status, code }) => [status, code]),
    [
      [400, 'duplicate_key'],
      [413, 'body_too_large'],
      [404, 'not_found'],
      [200, undefined],
    ],
  );
  assert.ok(!JSON.stringify(lines).includes('secret'));
});

test('figures count by route and status, and name nothing that came in', async () => {
  const { server, metrics } = serve();
  await server.inject(post());
  await server.inject({ method: 'GET', url: '/made-up/address' });
  const { body, headers } = await server.inject({ method: 'GET', url: '/metrics' });
  assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  assert.match(body, /gamut_http_requests_total\{method="POST",route="\/things\/:id",status="200"\} 1/);
  assert.match(body, /gamut_http_requests_total\{method="GET",route="none",status="404"\} 1/);
  assert.match(body, /gamut_http_request_seconds_bucket\{method="POST",route="\/things\/:id",le="\+Inf"\} 1/);
  assert.doesNotMatch(body, /secret|made-up/);
  metrics.gauge('broken', 'Can’t be read.', () => Promise.reject(new Error('no')));
  assert.doesNotMatch((await server.inject({ method: 'GET', url: '/metrics' })).body, /broken/);
});

test('figures are told on the machine itself, and not through a proxy', async () => {
  const { server } = serve();
  for (const header of ['x-forwarded-for', 'forwarded', 'via'])
    assert.equal(
      (await server.inject({ method: 'GET', url: '/metrics', headers: { [header]: '127.0.0.1' } }))
        .statusCode,
      404,
    );
  const elsewhere = { method: 'GET' as const, url: '/metrics', remoteAddress: '192.0.2.1' };
  assert.equal((await server.inject(elsewhere)).statusCode, 404);
});

test('labels are bounded in number and escaped', async () => {
  const metrics = createMetrics();
  const counter = metrics.counter('many', 'Many.');
  for (let n = 0; n < 5000; n++) counter.add({ n: String(n) });
  const text = await metrics.text();
  assert.ok(text.split('\n').length < 2100);
  const odd = createMetrics();
  odd.counter('odd', 'Odd.').add({ label: 'a"b\\c\nd' });
  assert.match(await odd.text(), /odd\{label="a\\"b\\\\c\\nd"\} 1/);
});
