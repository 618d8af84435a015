/** A tenant rule as the API shows it: its versions, the tests beside each, and what a replay of the last seven days found. */
import { Type, type Static } from 'typebox';
import { DataDomain, dataDomainsMax } from '@gamut/protocol/access-facts';
import { actionTypes, atfLevels, dataClasses, riskTiers, severities } from '@gamut/kernel/agentic-terms';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  Sha256,
  text,
  Time,
} from '../../../http/schema-words.ts';

export const ruleStatuses = ['draft', 'validated', 'published', 'retired'] as const;
export const ruleVerdicts = ['no_match', 'degrade', 'require_approval', 'block'] as const;

/** The call of a test: what is left out is the most ordinary. */
export const RuleTestCall = Type.Object(
  {
    agentId: Type.Optional(text(1, 100)),
    level: Type.Optional(oneOf(atfLevels)),
    tier: Type.Optional(oneOf(riskTiers)),
    tool: Type.Optional(text(1, 200)),
    connector: Type.Optional(text(1, 64)),
    risk: Type.Optional(oneOf(severities)),
    actionType: oneOf(actionTypes),
    dataClass: Type.Optional(oneOf(dataClasses)),
    targets: Type.Optional(Type.Array(text(0, 1000), { maxItems: 16 })),
    amount: Type.Optional(Type.Number({ minimum: 0, maximum: 9_007_199_254_740_991 })),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    dataDomains: Type.Optional(Type.Array(DataDomain, { maxItems: dataDomainsMax, uniqueItems: true })),
    at: Type.Optional(Time),
    arguments: Type.Optional(
      Type.Record(text(1, 200), Type.Union([text(0, 2000), Type.Number(), Type.Boolean(), Type.Null()]), {
        maxProperties: 32,
      }),
    ),
  },
  closed,
);

export const RuleTest = Type.Object(
  { name: text(1, 200), given: RuleTestCall, expect: oneOf(ruleVerdicts) },
  named('TenantRuleTest'),
);
export type RuleTest = Static<typeof RuleTest>;

export const RuleReplay = Type.Object(
  {
    since: Time,
    until: Time,
    decided: Type.Integer({ description: 'how many decisions stand in the window' }),
    replayed: Type.Integer(),
    wouldChange: Type.Integer(),
    notReplayable: Type.Array(Type.Object({ why: Type.String(), count: Type.Integer() }, closed), {
      description: 'what the record does not hold is counted by cause and not guessed',
    }),
    changes: Type.Array(
      Type.Object(
        {
          decisionId: Type.String(),
          at: Time,
          agentName: Type.String(),
          tool: Type.String(),
          was: Type.String(),
          would: Type.String(),
        },
        closed,
      ),
      { description: 'the newest of them' },
    ),
    says: Type.String(),
  },
  named('TenantRuleReplay'),
);
export type RuleReplay = Static<typeof RuleReplay>;

const OrNullRef = orNull(NamedRef);
export const RuleVersion = Type.Object(
  {
    version: Type.Integer(),
    status: oneOf(ruleStatuses),
    why: Type.String(),
    fix: Type.String(),
    cedar: Type.String(),
    cedarSha256: Sha256,
    tests: Type.Array(RuleTest),
    writtenBy: NamedRef,
    writtenAt: Time,
    validatedBy: OrNullRef,
    validatedAt: orNull(Time),
    replay: orNull(RuleReplay),
    replayedAt: orNull(Time),
    publishedBy: OrNullRef,
    publishedAt: orNull(Time),
    retiredBy: OrNullRef,
    retiredAt: orNull(Time),
    retireReason: orNull(Type.String()),
  },
  named('TenantRuleVersion'),
);
export type RuleVersion = Static<typeof RuleVersion>;

export const TenantRuleRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    createdAt: Time,
    newestVersion: Type.Integer(),
    newestStatus: oneOf(ruleStatuses),
    publishedVersion: orNull(Type.Integer()),
  },
  named('TenantRuleRow'),
);
export type TenantRuleRow = Static<typeof TenantRuleRow>;

export const TenantRule = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    createdAt: Time,
    versions: Type.Array(RuleVersion, { description: 'newest first' }),
  },
  named('TenantRule'),
);
export type TenantRule = Static<typeof TenantRule>;

const written = {
  why: text(3, 2000),
  fix: text(1, 500),
  cedar: text(1, 4096),
  tests: Type.Array(RuleTest, { minItems: 2, maxItems: 20 }),
};
export const NewRuleVersion = Type.Object(written, named('NewTenantRuleVersion'));
export type NewRuleVersion = Static<typeof NewRuleVersion>;
export const NewTenantRule = Type.Object({ name: text(1, 100), ...written }, named('NewTenantRule'));
export type NewTenantRule = Static<typeof NewTenantRule>;

export const OneRule = Type.Object({ tenantRuleId: idOf('tru') }, closed);
/** Each step names the version that it is about, so that nobody publishes what somebody else has just written. */
export const RuleStep = Type.Object({ version: Type.Integer({ minimum: 1 }) }, named('TenantRuleStep'));
/** A rule that is gone forbids nothing any more: the record says why. */
export const RuleRetirement = Type.Object(
  { ...RuleStep.properties, reason: ReasonText },
  named('TenantRuleRetirement'),
);
