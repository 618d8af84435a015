/** What is read of a decision's, or a question's, own entry in the stream. */
import type { Reason, TenantRuleVerdict, TraceStep } from '@gamut/protocol/decision';

export interface DecisionBody {
  readonly id: string;
  readonly agent: { readonly id: string; readonly name: string; readonly level: string | null };
  readonly action: {
    readonly sha256: string;
    readonly tool: string;
    readonly connector: string | null;
    readonly actionType: string | null;
    readonly dataClass: string | null;
    readonly risk: string | null;
  };
  readonly facts: { readonly version: number; readonly sha256: string };
  readonly policySha256: string;
  readonly buildSha256: string;
  readonly decidedInNs: number;
  readonly decision: {
    readonly kind: string;
    readonly reasons: Reason[];
    readonly trace: TraceStep[];
    /** Absent where no rule was asked. */
    readonly tenantRules?: TenantRuleVerdict[];
  };
}
