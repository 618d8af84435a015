/**
 * An action whose end nobody knows, as people see it: what was asked, why it is in doubt, and what they found out. Gateway's word
 * on it never changes; what people find stands beside it, and a later finding may supersede an earlier one (decision 29).
 */
import { Type, type Static } from 'typebox';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  Time,
} from '../../../http/schema-words.ts';

const resolutionFindings = ['happened', 'did_not_happen', 'cannot_be_known'] as const;

const EvidenceUrl = Type.String({
  maxLength: 2000,
  pattern: '^https?://[^\\s]+$',
  description: 'where the evidence lies',
});

export const Resolution = Type.Object(
  {
    id: idOf('rsl'),
    found: oneOf(resolutionFindings),
    evidence: Type.String({ description: 'how it was established' }),
    evidenceUrl: orNull(Type.String()),
    by: NamedRef,
    at: Time,
    supersedes: orNull(Type.String()),
  },
  closed,
);
export type Resolution = Static<typeof Resolution>;

const standing = {
  held: Type.Boolean({
    description: 'exactly this action is refused to this agent until somebody resolves it',
  }),
  resolved: Type.Boolean(),
  resolutions: Type.Array(Resolution, { description: 'newest first; the first one holds' }),
};

export const ActionInDoubt = Type.Object(
  {
    decisionId: idOf('dec'),
    at: Time,
    agentId: Type.String(),
    agentName: Type.String(),
    tool: Type.String(),
    connector: orNull(Type.String()),
    actionType: orNull(Type.String()),
    dataClass: orNull(Type.String()),
    risk: orNull(Type.String()),
    target: orNull(Type.String()),
    inDoubtSince: Time,
    why: orNull(Type.String({ description: 'why its end is not known' })),
    ...standing,
    mayResolve: Type.Boolean(),
    mayNotBecause: orNull(Type.String()),
  },
  named('ActionInDoubt'),
);
export type ActionInDoubt = Static<typeof ActionInDoubt>;

export const NewResolution = Type.Object(
  {
    found: oneOf(resolutionFindings),
    evidence: { ...ReasonText, description: 'how it was established' },
    evidenceUrl: Type.Optional(EvidenceUrl),
    /** Whoever resolves says what they saw to be in force, so that of two people one is told of the other. */
    supersedes: Type.Optional({
      ...idOf('rsl'),
      description: 'the resolution in force, when there is one',
    }),
  },
  named('NewResolution'),
);
export type NewResolution = Static<typeof NewResolution>;

/** The answer may be kept to be given again, so what was asked for, which stands sealed, is not in it. */
export const ResolvedAction = Type.Object({ decisionId: idOf('dec'), ...standing }, named('ResolvedAction'));
export type ResolvedAction = Static<typeof ResolvedAction>;
