/** What is normal is learned from the stream alone, a departure is raised once, and nothing that an agent names can fill the memory. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  acceptAsNormal,
  forgetRaised,
  learningUntil,
  newProfile,
  observe,
  type BehaviourProfile,
  type ObservedAction,
} from './behaviour-profile.ts';
import { departsAbove, judgeBehaviour } from './judge-behaviour.ts';
import { placeOfTarget } from './place-of-target.ts';

const startMs = Date.parse('2026-11-01T00:00:00Z');
const act = (over: Partial<ObservedAction> = {}): ObservedAction => ({
  atMs: startMs,
  tool: 'mail_send',
  dataClass: 'internal',
  place: 'example.com',
  refused: false,
  passed: over.refused !== true,
  ...over,
});
/** A thousand calls that pass, ten calls in each minute. */
function learned(over: (index: number) => Partial<ObservedAction> = () => ({})): BehaviourProfile {
  let profile = newProfile(startMs);
  for (let index = 0; !profile.ready; index++)
    profile = observe(profile, act({ atMs: startMs + Math.floor(index / 10) * 60_000, ...over(index) }));
  return profile;
}
const laterMs = startMs + 200 * 60_000;
const kinds = (profile: BehaviourProfile, action: ObservedAction): string[] =>
  judgeBehaviour(profile, action).deviations.map(({ kind }) => kind);

test('it learns for a thousand actions or seven days, and nothing departs meanwhile', () => {
  let profile = newProfile(startMs);
  for (let index = 0; index < 999; index++) profile = observe(profile, act());
  assert.equal(profile.ready, false);
  assert.deepEqual(kinds(profile, act({ tool: 'bank_pay' })), []);
  assert.equal(observe(profile, act()).ready, true);
  const week = 7 * 86_400_000;
  assert.equal(observe(newProfile(startMs), act({ atMs: startMs + week - 1 })).ready, false);
  assert.equal(observe(newProfile(startMs), act({ atMs: startMs + week })).ready, true);
});

test('what would depart is said beforehand, to the call, also while it learns', () => {
  const draft = [...Array(9).keys()].reduce((profile) => observe(profile, act()), newProfile(startMs));
  assert.deepEqual(learningUntil(draft), { actions: 1_000, atMs: startMs + 7 * 86_400_000 });
  assert.deepEqual(departsAbove(draft), { callsPerMinute: 19, refusedOfLately: 10 });
  const profile = learned((index) => ({ refused: index % 10 === 0 }));
  assert.equal(learningUntil(profile), undefined);
  const { callsPerMinute, refusedOfLately } = departsAbove(profile);
  // nine of ten passed in each minute
  assert.deepEqual([callsPerMinute, refusedOfLately], [19, 15]);
  const minute = { number: Math.floor(laterMs / 60_000), calls: callsPerMinute - 1 };
  assert.deepEqual(kinds({ ...profile, minute }, act({ atMs: laterMs })), []);
  assert.deepEqual(
    kinds({ ...profile, minute: { ...minute, calls: callsPerMinute } }, act({ atMs: laterMs })),
    ['rate'],
  );
  const lately = (refused: number) => '1'.repeat(refused).padStart(50, '0');
  const refusal = act({ atMs: laterMs + 60_000, refused: true });
  assert.deepEqual(kinds({ ...profile, lately: lately(refusedOfLately - 1) }, refusal), []);
  assert.deepEqual(kinds({ ...profile, lately: lately(refusedOfLately) }, refusal), ['refusals']);
});

test('a tool, a class or a place that it never used departs, each for itself', () => {
  const profile = learned();
  const at = { atMs: laterMs };
  assert.deepEqual(kinds(profile, act(at)), []);
  assert.deepEqual(kinds(profile, act({ ...at, tool: 'bank_pay' })), ['new_tool']);
  assert.deepEqual(kinds(profile, act({ ...at, dataClass: 'personal' })), ['new_data_class']);
  assert.deepEqual(kinds(profile, act({ ...at, place: 'elsewhere.example' })), ['new_target']);
  assert.deepEqual(kinds(profile, act({ ...at, place: null, dataClass: null })), []);
  const all = act({ ...at, tool: 'bank_pay', dataClass: 'personal', place: 'elsewhere.example' });
  assert.deepEqual(kinds(profile, all), ['new_tool', 'new_data_class', 'new_target']);
});

test('nothing becomes normal by being asked for: what is refused or waits teaches no name and no rate, and ends no learning', () => {
  let profile = newProfile(startMs);
  for (const over of [{ refused: true }, { passed: false }])
    for (let index = 0; index < 2_000; index++)
      profile = observe(
        profile,
        act({ tool: `t${index}`, place: `p${index}`, dataClass: 'personal', ...over }),
      );
  assert.deepEqual([profile.ready, profile.perMinuteMax, profile.refused], [false, 0, 2_000]);
  assert.deepEqual([profile.tools, profile.places, profile.dataClasses], [{}, {}, {}]);
  for (let index = 0; index < 1_000; index++) profile = observe(profile, act());
  assert.deepEqual([profile.ready, Object.keys(profile.tools)], [true, ['mail_send']]);
  assert.deepEqual(kinds(profile, act({ atMs: laterMs, tool: 't1', refused: true })), ['new_tool']);
  assert.deepEqual(kinds(profile, act({ atMs: laterMs, tool: null, refused: true })), []);
});

test('a storm of refusals while it learned is not normal, until a person says so', () => {
  let stormy = learned((index) => ({ refused: index % 10 !== 0 }));
  assert.equal(departsAbove(stormy).refusedOfLately, 30);
  const refusal = act({ atMs: startMs + 20_000 * 60_000, refused: true });
  stormy = { ...stormy, lately: '1'.repeat(50) };
  assert.deepEqual(kinds(stormy, refusal), ['refusals']);
  assert.deepEqual(kinds(acceptAsNormal(stormy, { kind: 'refusals', subject: '50' }), refusal), []);
});

test('names of the language are no habits', () => {
  for (const name of ['constructor', '__proto__', 'toString'])
    assert.deepEqual(kinds(learned(), act({ atMs: laterMs, tool: name })), ['new_tool'], name);
});

test('the call that goes over twice the most of any minute departs, and the one before does not', () => {
  let profile = learned();
  assert.equal(profile.perMinuteMax, 10);
  for (let index = 0; index < 20; index++) {
    const judged = judgeBehaviour(profile, act({ atMs: laterMs }));
    assert.deepEqual(judged.deviations, []);
    profile = judged.profile;
  }
  assert.deepEqual(kinds(profile, act({ atMs: laterMs })), ['rate']);
  assert.deepEqual(kinds(profile, act({ atMs: laterMs + 60_000 })), [], 'a new minute is a new count');
});

test('a share of refusals that is three times its own, and above a fifth, departs', () => {
  let profile = learned((index) => ({ refused: index % 10 === 0 }));
  const found: string[] = [];
  for (let index = 0; index < 50; index++) {
    const judged = judgeBehaviour(profile, act({ atMs: laterMs + index * 60_000, refused: true }));
    found.push(...judged.deviations.map(({ saw }) => saw));
    profile = judged.profile;
  }
  assert.equal(found.length, 1);
  assert.match(found[0] ?? '', /^1[56] of the last 50 were refused$/);
});

test('what is raised is not raised again, until it is dismissed; what is accepted is normal', () => {
  const strange = act({ atMs: laterMs, tool: 'bank_pay' });
  const { profile } = judgeBehaviour(learned(), strange);
  assert.deepEqual(kinds(profile, strange), []);
  const what = { kind: 'new_tool', subject: 'bank_pay' };
  assert.deepEqual(kinds(forgetRaised(profile, what), strange), ['new_tool']);
  assert.deepEqual(kinds(acceptAsNormal(profile, what), strange), []);
});

test('what is normal stands still once it is learned', () => {
  const profile = learned();
  const after = judgeBehaviour(profile, act({ atMs: laterMs, tool: 'bank_pay', place: 'x.example' })).profile;
  for (const part of ['tools', 'places', 'dataClasses', 'perMinuteMax', 'actions', 'refused'] as const)
    assert.deepEqual(after[part], profile[part], part);
});

test('an agent can’t fill the memory by naming places', () => {
  let profile = newProfile(startMs);
  for (let index = 0; index < 3_000; index++)
    profile = { ...observe(profile, act({ place: `p${index}` })), ready: false };
  assert.equal(Object.keys(profile.places).length, 1_001);
});

test('the same stream gives the same profile and the same alerts, and what is read back goes on as if it had not been put away', () => {
  const actions = fc.array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 600_000 }).map((ms) => startMs + ms),
      tool: fc.constantFrom('a', 'b', 'c'),
      dataClass: fc.constantFrom('public' as const, 'personal' as const, null),
      place: fc.constantFrom('x', 'y', null),
      refused: fc.boolean(),
      passed: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(actions, fc.nat(60), (stream, cut) => {
      const run = (start: BehaviourProfile, part: readonly ObservedAction[]) => {
        let profile = start;
        const found: string[] = [];
        for (const one of part) {
          const judged = judgeBehaviour(profile, one);
          profile = judged.profile;
          found.push(...judged.deviations.map(({ kind, subject }) => `${kind} ${subject}`));
        }
        return { profile, found };
      };
      const whole = run({ ...newProfile(startMs), ready: true }, stream);
      const first = run({ ...newProfile(startMs), ready: true }, stream.slice(0, cut));
      const second = run(JSON.parse(JSON.stringify(first.profile)) as BehaviourProfile, stream.slice(cut));
      assert.deepEqual([...first.found, ...second.found], whole.found);
      assert.deepEqual(second.profile, whole.profile);
    }),
  );
});

test('a target is known by its folder, host or domain', () => {
  const places: readonly (readonly [string | null, string | null])[] = [
    ['somebody@Outside.example', 'outside.example'],
    ['https://user:pw@API.example:8443/v1/x?y', 'api.example:8443'],
    ['/claims/2026/0042.txt', '/claims/2026/'],
    ['/claims/a.txt\n/elsewhere/b.txt', '/claims/'],
    ['account 42', 'account 42'],
    ['', null],
    [null, null],
  ];
  for (const [target, place] of places) assert.equal(placeOfTarget(target), place, String(target));
});
