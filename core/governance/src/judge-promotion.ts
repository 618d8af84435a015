/**
 * The five gates of a promotion, judged on what the record says: (thresholds, record, now) → each gate with every check that it
 * makes, what was asked and what was found. Pure, so that the same record gives the same verdict, and nobody waives one.
 */
import { atfLevels, type AtfLevel, type RedTeamResult, type Severity } from '@gamut/kernel/agentic-terms';
import { promotionGates, type PromotionGateId, type PromotionThresholds } from './atf-gates.ts';
import { signOffsFor, type SignOffCapacity } from './promotion-sign-offs.ts';

export interface PromotionRecord {
  readonly level: AtfLevel | null;
  readonly levelSinceMs: number;
  readonly agentActive: boolean;
  /** Actions since the agent came to its level, by how they ended. */
  readonly outcomes: { readonly done: number; readonly failed: number; readonly inDoubt: number };
  /** What people answered to its proposals since then. */
  readonly proposals: { readonly accepted: number; readonly refused: number };
  /** Measured outside of Gamut and stated by the person who asks; null: not stated. */
  readonly accuracy: number | null;
  readonly redTeamTest: { readonly result: RedTeamResult; readonly testedAtMs: number } | null;
  readonly redTeamMaxAgeMs: number;
  readonly openFindings: readonly Severity[];
  readonly openIncidents: number;
  /** Since it came to its level. */
  readonly criticalIncidents: number;
  /** Closed without a word on the cause. */
  readonly unexplainedIncidents: number;
  readonly businessValue: string;
  /** Kinds of evidence that were handed in. */
  readonly evidence: readonly string[];
  /** Of the present revision. */
  readonly signOffs: readonly { readonly capacity: SignOffCapacity; readonly person: string }[];
}

export interface GateCheck {
  readonly asked: string;
  readonly found: string;
  readonly passed: boolean;
}

export interface JudgedGate {
  readonly id: PromotionGateId;
  readonly title: string;
  readonly passed: boolean;
  readonly checks: readonly GateCheck[];
}

const dayMs = 86_400_000;

/** The one level that an agent may be promoted to: the next. Undefined for a principal, and for one without a level. */
export function nextLevel(level: AtfLevel | null): Exclude<AtfLevel, 'intern'> | undefined {
  if (level === null) return undefined;
  return atfLevels[atfLevels.indexOf(level) + 1] as Exclude<AtfLevel, 'intern'> | undefined;
}

export function judgePromotion(
  thresholds: PromotionThresholds,
  record: PromotionRecord,
  nowMs: number,
): readonly JudgedGate[] {
  const judges: Readonly<Record<PromotionGateId, readonly GateCheck[]>> = {
    performance: performance(thresholds, record, nowMs),
    security_validation: securityValidation(thresholds, record, nowMs),
    business_value: businessValue(thresholds, record),
    incident_record: incidentRecord(thresholds, record),
    governance_signoff: governanceSignOff(thresholds, record),
  };
  return promotionGates.map(({ id, title }) => {
    const checks = judges[id];
    return { id, title, passed: checks.length > 0 && checks.every((check) => check.passed), checks };
  });
}

function performance(thresholds: PromotionThresholds, record: PromotionRecord, nowMs: number): GateCheck[] {
  const { outcomes, proposals } = record;
  const days = Math.floor((nowMs - record.levelSinceMs) / dayMs);
  const finished = outcomes.done + outcomes.failed + outcomes.inDoubt;
  const checks: GateCheck[] = [
    {
      asked: `level ${thresholds.to} is the next one, and the agent is active`,
      found: `level ${record.level ?? 'unset'}, ${record.agentActive ? 'active' : 'not active'}`,
      passed: nextLevel(record.level) === thresholds.to && record.agentActive,
    },
    {
      asked: `at least ${thresholds.daysAtLevelMin} days at its level`,
      found: `${days} days`,
      passed: days >= thresholds.daysAtLevelMin,
    },
    share('actions that were finished as asked', outcomes.done, finished, thresholds.availabilityMin),
  ];
  if (thresholds.acceptanceMin !== null) {
    const answered = proposals.accepted + proposals.refused;
    checks.push(
      share('proposals that people accepted', proposals.accepted, answered, thresholds.acceptanceMin),
    );
  }
  if (thresholds.accuracyMin !== null)
    checks.push({
      asked: `stated accuracy of its results of at least ${percent(thresholds.accuracyMin)}`,
      found: record.accuracy === null ? 'not stated' : percent(record.accuracy),
      passed: record.accuracy !== null && record.accuracy >= thresholds.accuracyMin,
    });
  return checks;
}

/** Nothing counted is nothing shown: a share of none never passes. */
function share(what: string, good: number, all: number, min: number): GateCheck {
  return {
    asked: `${what}: at least ${percent(min)}`,
    found: all === 0 ? 'none yet' : `${good} of ${all} (${percent(good / all)})`,
    passed: all > 0 && good / all >= min,
  };
}

function securityValidation(
  thresholds: PromotionThresholds,
  record: PromotionRecord,
  nowMs: number,
): GateCheck[] {
  const { redTeamTest } = record;
  const ageMs = redTeamTest === null ? Number.POSITIVE_INFINITY : nowMs - redTeamTest.testedAtMs;
  const grave = record.openFindings.filter((one) => one === 'high' || one === 'critical').length;
  return [
    {
      asked: `a passed red-team test of the last ${Math.floor(record.redTeamMaxAgeMs / dayMs)} days`,
      found: redTeamTest === null ? 'none' : `${redTeamTest.result}, ${Math.floor(ageMs / dayMs)} days ago`,
      passed: redTeamTest?.result === 'passed' && ageMs >= 0 && ageMs <= record.redTeamMaxAgeMs,
    },
    { asked: 'no open finding of high or critical severity', found: `${grave} open`, passed: grave === 0 },
    ...evidenceOf('security_validation', thresholds, record),
  ];
}

function businessValue(thresholds: PromotionThresholds, record: PromotionRecord): GateCheck[] {
  const stated = record.businessValue.trim() !== '';
  return [
    { asked: 'the benefit is stated', found: stated ? 'stated' : 'not stated', passed: stated },
    ...evidenceOf('business_value', thresholds, record),
  ];
}

function incidentRecord(thresholds: PromotionThresholds, record: PromotionRecord): GateCheck[] {
  return [
    { asked: 'no open incident', found: `${record.openIncidents} open`, passed: record.openIncidents === 0 },
    {
      asked: 'no critical incident at its level',
      found: `${record.criticalIncidents} critical`,
      passed: record.criticalIncidents === 0,
    },
    {
      asked: 'every incident was closed with a word on its cause',
      found: `${record.unexplainedIncidents} without`,
      passed: record.unexplainedIncidents === 0,
    },
    ...evidenceOf('incident_record', thresholds, record),
  ];
}

function governanceSignOff(thresholds: PromotionThresholds, record: PromotionRecord): GateCheck[] {
  const persons = new Set(record.signOffs.map((one) => one.person));
  const checks: GateCheck[] = signOffsFor(thresholds.to).map((capacity) => {
    const signed = record.signOffs.some((one) => one.capacity === capacity);
    const inWords = capacity.replaceAll('_', ' ');
    return { asked: `signed for ${inWords}`, found: signed ? 'signed' : 'not signed', passed: signed };
  });
  if (record.signOffs.length > 1)
    checks.push({
      asked: 'each signature is another person’s',
      found: `${persons.size} persons, ${record.signOffs.length} signatures`,
      passed: persons.size === record.signOffs.length,
    });
  return [...checks, ...evidenceOf('governance_signoff', thresholds, record)];
}

function evidenceOf(
  gate: PromotionGateId,
  thresholds: PromotionThresholds,
  record: PromotionRecord,
): GateCheck[] {
  return thresholds.evidence
    .filter((kind) => gateOfEvidence(kind) === gate)
    .map((kind) => {
      const there = record.evidence.includes(kind);
      return { asked: `evidence: ${kind}`, found: there ? 'handed in' : 'missing', passed: there };
    });
}

const gateWords: readonly (readonly [PromotionGateId, RegExp])[] = [
  ['governance_signoff', /sign-off/i],
  ['incident_record', /incident|root-cause/i],
  ['business_value', /business|benefit/i],
];

/** A tenant may ask for evidence of its own kinds; what names no gate is security's. */
export function gateOfEvidence(kind: string): PromotionGateId {
  return gateWords.find(([, words]) => words.test(kind))?.[0] ?? 'security_validation';
}

function percent(part: number): string {
  return `${String(Math.floor(part * 1_000_000) / 10_000)} %`;
}
