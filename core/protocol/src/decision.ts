/**
 * A decision with its trace: what each control saw and said. It is a value, never an exception, and it is the same for
 * the same facts and action. `Reason` is the one shape in which Gamut explains itself to agents and people.
 */
import { Type, type Static } from 'typebox';
import { decisionKinds } from '@gamut/kernel/agentic-terms';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ maxLength: 2048 });

export const controlNames = [
  'agent_registered',
  'status_active',
  'human_owner',
  'security_owner',
  'level_boundary',
  'tool_permitted',
  'approval_gate',
  'data_flow',
  'incident_playbook',
  'red_team_test',
  'no_open_critical',
  'limits',
  'well_formed',
] as const;
export type ControlName = (typeof controlNames)[number];

/**
 * What one control concluded. `not_run` only after control 1 or 2 short-circuits. `observed`: control 6 refused, and an observe
 * period looks through that one refusal.
 */
export const controlVerdicts = [
  'pass',
  'observed',
  'degrade',
  'require_approval',
  'block',
  'not_run',
] as const;
export type ControlVerdict = (typeof controlVerdicts)[number];

export const Reason = Type.Object(
  {
    /** Stable, snake_case: `level_forbids_writing`, `tool_not_permitted` … */
    code: Type.String({ pattern: '^[a-z0-9_]{1,64}$' }),
    control: Type.Union([Type.Enum([...controlNames]), Type.Null()]),
    /** Which of several reasons of this code: an approval answers this one, and no other of its code. */
    about: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    message: Text,
    fix: Text,
    /** Who may make that change. */
    who: Text,
  },
  closed,
);
export type Reason = Static<typeof Reason>;

export const TraceStep = Type.Object(
  {
    control: Type.Enum([...controlNames]),
    verdict: Type.Enum([...controlVerdicts]),
    /** What the control saw, in a person's words: "level intern; tool writes". */
    saw: Text,
  },
  closed,
);
export type TraceStep = Static<typeof TraceStep>;

/** What one published rule of the tenant said about the call; `degrade` without a safe form that fits is `require_approval`. */
export const TenantRuleVerdict = Type.Object(
  {
    id: Type.String({ pattern: '^tru_[0-9a-z]{26}$' }),
    version: Type.Integer({ minimum: 1 }),
    verdict: Type.Enum(['no_match', 'degrade', 'require_approval', 'block', 'fault']),
  },
  closed,
);
export type TenantRuleVerdict = Static<typeof TenantRuleVerdict>;

export const Decision = Type.Object(
  {
    kind: Type.Enum([...decisionKinds]),
    reasons: Type.Array(Reason),
    trace: Type.Array(TraceStep, { maxItems: 13 }),
    /** The tenant's rules that were asked, after the thirteen; absent where none was. */
    tenantRules: Type.Optional(Type.Array(TenantRuleVerdict, { maxItems: 32 })),
  },
  closed,
);
export type Decision = Static<typeof Decision>;
