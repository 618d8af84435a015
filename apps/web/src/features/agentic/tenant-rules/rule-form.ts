/** What is written into the form of a rule, and the version that it makes; what can't be read is said at its field. */
import type { Noun } from '../../../api/nouns.ts';
import type { RuleTest, RuleVersion } from './tenant-rule.ts';

type Given = RuleTest['given'];

/** A test as it stands in the form: texts, until it is sent. */
export interface TestFields {
  /** Of the form alone, so that a row keeps its place. */
  readonly key: number;
  readonly name: string;
  readonly expect: RuleTest['expect'];
  readonly actionType: Given['actionType'];
  readonly tool: string;
  readonly connector: string;
  readonly agentId: string;
  readonly level: string;
  readonly tier: string;
  readonly risk: string;
  readonly dataClass: string;
  readonly targets: string;
  readonly amount: string;
  readonly currency: string;
  readonly dataDomains: string;
  readonly at: string;
  readonly arguments: string;
}

export interface RuleFields {
  readonly name: string;
  readonly why: string;
  readonly fix: string;
  readonly cedar: string;
  readonly tests: readonly TestFields[];
}

export const blankTest = (key: number, over: Partial<TestFields> = {}): TestFields => ({
  key,
  name: '',
  expect: 'block',
  actionType: 'financial',
  tool: '',
  connector: '',
  agentId: '',
  level: '',
  tier: '',
  risk: '',
  dataClass: '',
  targets: '',
  amount: '',
  currency: '',
  dataDomains: '',
  at: '',
  arguments: '',
  ...over,
});

export const blankRule: RuleFields = {
  name: '',
  why: '',
  fix: '',
  cedar: `forbid(principal, action == Action::"financial", resource)
when {
  context.hourUtc < 6
};
`,
  tests: [
    blankTest(1, { name: 'a payment at night', at: '2026-01-06T03:00:00Z' }),
    blankTest(2, { name: 'a payment by day', at: '2026-01-06T12:00:00Z', expect: 'no_match' }),
  ],
};

/** The next version begins as the one that is there. */
export function fieldsLike(
  name: string,
  { why, fix, cedar, tests }: Pick<RuleVersion, 'why' | 'fix' | 'cedar' | 'tests'>,
): RuleFields {
  return { name, why, fix, cedar, tests: tests.map((test, place) => testLike(place + 1, test)) };
}

function testLike(key: number, { name, expect, given }: RuleTest): TestFields {
  const { actionType, tool, connector, agentId, level, tier, risk, dataClass, targets, amount, at } = given;
  return blankTest(key, {
    name,
    expect,
    actionType,
    tool: tool ?? '',
    connector: connector ?? '',
    agentId: agentId ?? '',
    level: level ?? '',
    tier: tier ?? '',
    risk: risk ?? '',
    dataClass: dataClass ?? '',
    targets: targets?.join('\n') ?? '',
    amount: amount?.toString() ?? '',
    currency: given.currency ?? '',
    dataDomains: given.dataDomains?.join(' ') ?? '',
    at: at ?? '',
    arguments: given.arguments === undefined ? '' : JSON.stringify(given.arguments),
  });
}

/** Pure: why this test can't be sent as it stands; undefined when it can. */
export function wrongTest(test: TestFields): string | undefined {
  if (test.name.trim() === '') return 'Say in words what the call is.';
  if (test.amount.trim() !== '' && !(Number(test.amount) >= 0))
    return 'The amount is a number, none below zero.';
  if (!/^([A-Z]{3})?$/.test(test.currency.trim())) return 'The currency is a code of three letters, as EUR.';
  if (test.at.trim() !== '' && Number.isNaN(Date.parse(test.at)))
    return 'The time is written as 2026-01-06T03:00:00Z.';
  return argumentsOf(test) === 'unreadable'
    ? 'The arguments are one JSON object of texts, numbers and truths.'
    : undefined;
}

/** Pure: a rule that was only ever seen at work, or only ever at rest, shows nothing. */
export function wrongTests(tests: readonly TestFields[]): string | undefined {
  const quiet = tests.filter(({ expect }) => expect === 'no_match').length;
  return quiet === 0 || quiet === tests.length
    ? 'Give at least one call that the rule is about, and one that it leaves alone.'
    : undefined;
}

function argumentsOf({ arguments: written }: TestFields): Given['arguments'] | 'unreadable' {
  if (written.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(written);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as NonNullable<Given['arguments']>) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** Pure: the version that these fields make; `wrongTest` has passed each test. */
export function versionOf({ why, fix, cedar, tests }: RuleFields): Noun<'NewTenantRuleVersion'> {
  return { why: why.trim(), fix: fix.trim(), cedar, tests: tests.map(testOf) };
}

function testOf(fields: TestFields): RuleTest {
  const { name, expect, actionType, amount, at, targets } = fields;
  const said = Object.entries({
    tool: fields.tool,
    connector: fields.connector,
    agentId: fields.agentId,
    level: fields.level,
    tier: fields.tier,
    risk: fields.risk,
    dataClass: fields.dataClass,
    currency: fields.currency,
  }).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]]));
  const places = targets.split('\n').filter((line) => line.trim() !== '');
  const domains = fields.dataDomains.split(/[\s,]+/).filter(Boolean);
  const args = argumentsOf(fields);
  const given = {
    actionType,
    ...Object.fromEntries(said),
    ...(places.length === 0 ? {} : { targets: places }),
    ...(amount.trim() === '' ? {} : { amount: Number(amount) }),
    ...(domains.length === 0 ? {} : { dataDomains: domains }),
    ...(at.trim() === '' ? {} : { at: new Date(at).toISOString() }),
    ...(args === undefined || args === 'unreadable' ? {} : { arguments: args }),
  } as Given;
  return { name: name.trim(), expect, given };
}
