/** Whatever Cedar answers, also what nothing that we send it brings about, is either read or no answer: an answer that is none blocks. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import {
  cedarRelease,
  ParsedPolicies,
  readPolicy,
  validatePolicy,
  type PolicyQuestion,
} from './cedar-engine.ts';

const load = createRequire(import.meta.url);
const forbids = 'forbid(principal, action, resource);';
const permits = 'permit(principal, action, resource);';
const question: PolicyQuestion = {
  ...{ principal: 'a', action: 'read', resource: 't', context: {} },
  entities: [],
};

/** While `run` runs, Cedar answers a call of this name so. */
function answering<T>(name: string, answer: (...args: unknown[]) => unknown, run: () => T): T {
  readPolicy(forbids);
  const cedar = load('@cedar-policy/cedar-wasm/nodejs') as Record<string, unknown>;
  const own = cedar[name];
  cedar[name] = answer;
  try {
    return run();
  } finally {
    cedar[name] = own;
  }
}
const failure = () => ({ type: 'failure', errors: [{ message: 'Something odd.' }] });
const trap = () => {
  throw new RangeError('out of bounds');
};

test('the release that stands in the digest of a policy set is the one that judges', () => {
  const { dependencies } = load('../../package.json') as { dependencies: Record<string, string> };
  assert.equal(cedarRelease, `cedar-wasm ${String(dependencies['@cedar-policy/cedar-wasm'])}`);
});

test('which policies decided and which erred is told by their ids', () => {
  const ask = (policies: Record<string, string>) => new ParsedPolicies(policies).ask(question);
  assert.deepEqual(ask({ p: permits }), { denied: false, matched: ['p'], erred: [] });
  assert.deepEqual(ask({ p: permits, f: forbids }), { denied: true, matched: ['f'], erred: [] });
  const erring = 'forbid(principal, action, resource) when { context.none == 1 };';
  assert.deepEqual(ask({ p: permits, e: erring }), { denied: false, matched: ['p'], erred: ['e'] });
});

test('policies that cannot be parsed are not ready, and answer nothing', () => {
  const policies = new ParsedPolicies({ rule: 'forbid' });
  assert.equal(policies.prepare(), false);
  assert.equal(policies.ask(question), undefined);
});

test('a trap while policies are parsed leaves them not ready, and they are ready in the next instance', () => {
  const policies = new ParsedPolicies({ p: permits });
  assert.equal(
    answering('preparsePolicySet', trap, () => policies.prepare()),
    false,
  );
  assert.equal(policies.prepare(), true);
});

test('an answer that calls itself a failure is none, whatever else it says', () => {
  const policies = new ParsedPolicies({ p: permits });
  const response = { decision: 'allow', diagnostics: { reason: ['p'], errors: [] } };
  const answer = () => ({ ...failure(), response });
  assert.equal(
    answering('statefulIsAuthorized', answer, () => policies.ask(question)),
    undefined,
  );
  assert.equal(policies.ask(question)?.denied, false);
});

test('policies are parsed once, each set in the next of 256 places, and the first place is taken again', () => {
  const places: number[] = [];
  const noted = (place: unknown) => {
    places.push(Number(place));
    return { type: 'success' };
  };
  answering('preparsePolicySet', noted, () => {
    for (let at = 0; at <= 256; at++) {
      const policies = new ParsedPolicies({ p: permits });
      assert.deepEqual([policies.prepare(), policies.prepare()], [true, true]);
    }
  });
  const first = Number(places[0]);
  assert.deepEqual(
    places,
    Array.from({ length: 257 }, (_, at) => (first + at) % 256),
  );
});

test('a text is one policy and no template, and why it is none is said', () => {
  const one = ['A rule is exactly one policy, and no template.'];
  for (const text of ['', forbids + forbids, 'forbid(principal == ?principal, action, resource);'])
    assert.deepEqual(readPolicy(text), { kind: 'unreadable', problems: one }, text);
  assert.equal(readPolicy(forbids).kind, 'read');
  assert.deepEqual(
    answering('policyToJson', failure, () => readPolicy(forbids)),
    { kind: 'unreadable', problems: ['Something odd.'] },
  );
});

test('what cannot be parsed or validated is said in sentences', () => {
  assert.deepEqual(validatePolicy(forbids), []);
  assert.match(validatePolicy('forbid(').join(), /^Line 1: /);
  assert.deepEqual(
    answering('validate', trap, () => validatePolicy(forbids)),
    ['The rule is nested too deep to be validated.'],
  );
});
