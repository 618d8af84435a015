/**
 * What a tenant rule may speak about, as the Cedar schema that rules are validated against on upload. Everything in it comes
 * from the facts, the resolved action or the time of the decision, so a decision under rules can be derived again.
 */
import { actionTypes } from '@gamut/kernel/agentic-terms';

/** Ranks rise with the lists of `agentic-terms`; level, tier and risk begin at 1, an unset level is 0. */
export const ruleSchema = `
entity Agent {
  name: String,
  level: String,
  levelRank: Long,
  tier: String,
  tierRank: Long,
  humanOwner?: String,
  securityOwner?: String,
};
entity Tool {
  name: String,
  connector: String,
  risk: String,
  riskRank: Long,
  dataClass: String,
  dataClassRank: Long,
  dataDomains: Set<String>,
};
entity Arguments tags String;
type Call = {
  dataClass: String,
  dataClassRank: Long,
  target?: String,
  targets: Set<String>,
  amount?: decimal,
  currency?: String,
  hourUtc: Long,
  weekdayUtc: Long,
  now: datetime,
  arguments: Arguments,
};
action ${actionTypes.map((type) => `"${type}"`).join(', ')}
  appliesTo { principal: Agent, resource: Tool, context: Call };
`;
