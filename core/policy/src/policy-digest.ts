/**
 * What the policy set is, in one digest that stands in every decision entry: its version, the table of controls, the
 * boundaries of the levels, the registry of reasons, what observe mode may look through, what an
 * approver is shown, and what judges tenants' rules. The build that ran it has a digest of its own.
 */
import { atfBoundaries } from '@gamut/governance/atf-levels';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';
import { gatedActionTypes } from './controls/approval-gate.ts';
import { controls } from './controls/index.ts';
import { observeTerms } from './observe-mode.ts';
import { reasonRows } from './reason-codes.ts';
import { approverCharsMax, secretDetectors } from './shown-to-approver.ts';
import { cedarRelease } from './tenant-rules/cedar-engine.ts';
import { ruleSchema } from './tenant-rules/rule-schema.ts';

/** Raised with every change of what any control concludes, also when no table below changes. */
export const policyVersion = 34;

export const policySha256: string = sha256Hex(
  canonicalJson({
    format: 'gamut-policy/1',
    version: policyVersion,
    controls: controls.map(({ name, critical, shortCircuits }) => ({ name, critical, shortCircuits })),
    levels: atfBoundaries,
    gated: [...gatedActionTypes],
    tenantRules: { engine: cedarRelease, schema: ruleSchema },
    observe: observeTerms,
    shown: { charsMax: approverCharsMax, secrets: secretDetectors },
    reasons: Object.fromEntries(
      Object.entries(reasonRows).map(([code, { control, effect }]) => [code, { control, effect }]),
    ),
  }),
);
