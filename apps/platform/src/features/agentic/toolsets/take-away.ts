/**
 * Takes a permission or a toolset from an agent. What it also holds in another way would stay on that one's terms alone, so both
 * directions ask alike: take the other ways too, each with a record of its own, in the same transaction, or name what stays.
 */
import { Type, type Static } from 'typebox';
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { closed } from '../../../http/schema-words.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { assertNoOwner } from '../agents/no-owner.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { deleteToolPermission } from '../tool-permissions/tool-permission-store.ts';
import { listHeldTools, shareToolsetsOf } from './held-tool-store.ts';
import { subjectOf, shown } from './shown-grant.ts';
import { deleteToolsetGrant, findToolsetGrant } from './toolset-store.ts';
import type { ToolsetGrant } from './toolset.ts';
import { assertSaid, whatStays, type HeldTool, type StayingTool } from './what-stays.ts';

export const TakingQuery = Type.Object(
  {
    rest: Type.Optional(
      Type.Literal('take', {
        description: 'The other ways in which the agent holds the same tools are taken too.',
      }),
    ),
    stays: Type.Optional(
      Type.String({
        pattern: '^tol_[0-9a-z]{26}(,tol_[0-9a-z]{26})*$',
        maxLength: 4096,
        description: 'Exactly the tools that the agent goes on having in another way, on its terms alone.',
      }),
    ),
  },
  closed,
);
export type TakingQuery = Static<typeof TakingQuery>;

/** What goes: one way, of this agent. */
interface Taken {
  readonly agentId: string;
  readonly wayId: string;
}

export async function takeAway(
  change: Change,
  { agentId, wayId }: Taken,
  { rest, stays }: TakingQuery,
): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const agent = await holdAgent(tx, agentId);
  await shareToolsetsOf(tx, agentId);
  const held = await listHeldTools(tx, [agentId]);
  const first = held.filter((one) => one.wayId === wayId);
  // somebody else has taken it since it was looked up
  if (first.length === 0) throw notFound('way of holding a tool');
  const tools = new Set(first.map(({ toolId }) => toolId));
  const ways = new Set([
    ...(rest === 'take' ? held.filter(({ toolId }) => tools.has(toolId)).map((one) => one.wayId) : []),
    wayId,
  ]);
  const staying = whatStays(held, new Set(held.filter((one) => ways.has(one.wayId))));
  assertSaid(
    staying,
    stays === undefined ? [] : stays.split(','),
    'To take it away in every way, say rest: take.',
  );
  // what stays on wider terms lets the agent go further
  if (staying.some(({ loses }) => loses.length > 0)) assertNoOwner(change, [agent]);
  else change.separation.tightens();
  await bumpFacts(tx);
  const others = [...ways].filter((one) => one !== wayId);
  for (const one of others) await takeOne(change, held, one, staying);
  return takeOne(change, held, wayId, staying);
}

async function takeOne(
  change: Change,
  held: readonly HeldTool[],
  wayId: string,
  staying: readonly StayingTool[],
): Promise<Audited<RecordedOnly>> {
  const mine = held.filter((one) => one.wayId === wayId);
  const [first] = mine;
  if (first === undefined) throw new Error(`nothing is held by ${wayId}`);
  const { way, agentId, agentName } = first;
  const ids = new Set(mine.map(({ toolId }) => toolId));
  const stay = staying
    .filter(({ toolId }) => ids.has(toolId))
    .map(({ tool, loses }) => ({ tool, loses: [...loses] }));
  const after = stay.length === 0 ? {} : { after: { stays: stay } };
  if (way === 'tool_permission') {
    await deleteToolPermission(change.tx, wayId);
    return change.recorded({
      event: 'tool_permission.revoked',
      subject: { kind: way, id: wayId, name: `${agentName}: ${first.tool}` },
      before: { agentId, toolId: first.toolId },
      ...after,
    });
  }
  const grant = (await findToolsetGrant(change.tx, wayId)) as ToolsetGrant;
  await deleteToolsetGrant(change.tx, wayId);
  return change.recorded({
    event: 'toolset.withdrawn',
    subject: subjectOf(grant),
    before: shown(grant),
    ...after,
  });
}
