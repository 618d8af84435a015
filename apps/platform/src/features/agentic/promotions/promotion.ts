/**
 * The promotion of an agent by one level of the Agentic Trust Framework: what is asked, what was handed in for it, who signed, and the
 * five gates. Nobody waives a gate, and who asks does not decide (product.md section 3).
 */
import { Type, type Static } from 'typebox';
import { promotionGates } from '@gamut/governance/atf-gates';
import { signOffCapacities } from '@gamut/governance/promotion-sign-offs';
import { atfLevels } from '@gamut/kernel/agentic-terms';
import { closed, idOf, named, NamedRef, oneOf, orNull, text, Time } from '../../../http/schema-words.ts';

export const promotionStatuses = ['requested', 'approved', 'refused', 'withdrawn'] as const;
export type PromotionStatus = (typeof promotionStatuses)[number];

export const targetLevels = ['junior', 'senior', 'principal'] as const;
const Share = Type.Number({ minimum: 0, maximum: 1 });

export const PromotionEvidence = Type.Object(
  {
    kind: { ...text(1, 100), description: 'as the thresholds name it: penetration test' },
    statement: text(1, 2000),
    link: orNull({ ...text(1, 2000), description: 'where the evidence lies' }),
  },
  closed,
);

export const JudgedGate = Type.Object(
  {
    id: oneOf(promotionGates.map((gate) => gate.id)),
    title: Type.String(),
    passed: Type.Boolean(),
    checks: Type.Array(
      Type.Object({ asked: Type.String(), found: Type.String(), passed: Type.Boolean() }, closed),
    ),
  },
  closed,
);

export const Promotion = Type.Object(
  {
    id: idOf('pmt'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    from: oneOf(atfLevels),
    to: oneOf(targetLevels),
    status: oneOf(promotionStatuses),
    revision: Type.Integer({ minimum: 1 }),
    businessValue: Type.String(),
    accuracy: orNull(Share),
    evidence: Type.Array(PromotionEvidence),
    requestedBy: NamedRef,
    requestedAt: Time,
    signOffs: Type.Array(
      Type.Object(
        { capacity: oneOf(signOffCapacities), person: NamedRef, note: Type.String(), at: Time },
        closed,
      ),
    ),
    decidedBy: orNull(NamedRef),
    decidedAt: orNull(Time),
    note: orNull(Type.String()),
    gates: {
      ...Type.Array(JudgedGate),
      description: 'as they stand now; once decided, as they stood then',
    },
  },
  named('Promotion'),
);
export type Promotion = Static<typeof Promotion>;

const asked = {
  businessValue: { ...text(1, 4000), description: 'the measured benefit that the higher level would raise' },
  accuracy: Type.Optional(orNull(Share)),
  evidence: Type.Optional(Type.Array(PromotionEvidence, { maxItems: 50 })),
};

export const NewPromotion = Type.Object({ agentId: idOf('agt'), ...asked }, named('NewPromotion'));
export type NewPromotion = Static<typeof NewPromotion>;

export const PromotionPatch = Type.Object(
  { businessValue: Type.Optional(asked.businessValue), accuracy: asked.accuracy, evidence: asked.evidence },
  { ...named('PromotionPatch'), minProperties: 1 },
);
export type PromotionPatch = Static<typeof PromotionPatch>;

export const SignOff = Type.Object(
  { capacity: oneOf(signOffCapacities), note: text(1, 4000) },
  named('PromotionSignOff'),
);
export type SignOff = Static<typeof SignOff>;

export const PromotionThreshold = Type.Object(
  {
    to: oneOf(targetLevels),
    daysAtLevelMin: Type.Integer({ minimum: 0, maximum: 3650 }),
    availabilityMin: Share,
    acceptanceMin: orNull(Share),
    accuracyMin: orNull(Share),
    evidence: Type.Array(text(1, 100), { maxItems: 20, uniqueItems: true }),
  },
  named('PromotionThreshold'),
);

export const PromotionThresholdTable = Type.Object(
  { thresholds: Type.Array(PromotionThreshold, { minItems: 3, maxItems: 3 }) },
  named('PromotionThresholds'),
);
export type PromotionThresholdTable = Static<typeof PromotionThresholdTable>;
