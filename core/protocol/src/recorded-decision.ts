/**
 * A decision as the decision stream holds it, as far as deriving it again needs it. Members that entries of before do not have
 * are optional; what is none of this is told as malformed and never guessed at.
 */
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import { Decision } from './decision.ts';
import { LearnedRecipient } from './learned-origin.ts';
import { EntryJudged } from './entry-judged.ts';
import { TransactionCount } from './transaction-limit.ts';

const Text = Type.String();
const Known = Type.Union([Text, Type.Null()]);

export const RecordedDecision = Type.Object({
  id: Text,
  agent: Type.Object({ id: Text, level: Known }),
  action: Type.Object({
    sha256: Text,
    tool: Text,
    toolId: Known,
    connector: Known,
    actionType: Known,
    dataClass: Known,
    risk: Known,
    schemaSha256: Known,
  }),
  facts: Type.Object({ version: Type.Integer(), sha256: Text }),
  policySha256: Text,
  buildSha256: Text,
  usage: Type.Object({ agentCalls: Type.Integer(), toolCalls: Type.Integer() }),
  transaction: Type.Optional(Type.Object({ seen: Type.Optional(Type.Array(TransactionCount)) })),
  learned: Type.Optional(Type.Array(LearnedRecipient)),
  usedApproval: Known,
  decision: Decision,
  judged: Type.Optional(EntryJudged),
});
export type RecordedDecision = Static<typeof RecordedDecision>;

export function readRecordedDecision(body: unknown): RecordedDecision | undefined {
  return Check(RecordedDecision, body) ? body : undefined;
}
