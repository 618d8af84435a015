/** The rows of actions in doubt: what is unresolved, one of them, and what a person found out. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type ChangeCall, type ReadCall, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { ActionInDoubt, NewResolution, ResolvedAction } from './action-in-doubt.ts';
import { listDoubts } from './action-in-doubt-store.ts';
import { doubtShown, loadDoubt, type DoubtReading } from './load-action-in-doubt.ts';
import { resolveAction } from './resolve-action.ts';

const One = Type.Object({ decisionId: idOf('dec') }, closed);
const DoubtQuery = Type.Object(
  {
    ...AgentPageQuery.properties,
    resolved: Type.Optional(
      Type.Enum(['true', 'false'], { description: 'false: only those that wait for a person' }),
    ),
  },
  closed,
);

async function readingOf({
  person,
  tenant,
  platform,
}: Pick<ReadCall & ChangeCall, 'person' | 'tenant' | 'platform'>): Promise<DoubtReading> {
  return { person, open: (await platform.keys.sealerOf(tenant)).open };
}

export const actionInDoubtRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/actions-in-doubt',
      summary: 'Actions whose end nobody knows, newest first',
      params: NoParams,
      query: DoubtQuery,
      answer: Page(ActionInDoubt),
      permission: 'action_in_doubt.read',
    },
    async (call) => {
      const asked = askedPage(call.query, 1);
      const reading = await readingOf(call);
      return pageOf(
        await listDoubts(call.tx, asked, call.query),
        asked,
        (row) => [row.decision_id],
        (row) => doubtShown(row, reading),
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/actions-in-doubt/:decisionId',
      summary: 'One action whose end nobody knew, with what people found out',
      params: One,
      answer: ActionInDoubt,
      permission: 'action_in_doubt.read',
    },
    async (call) => loadDoubt(call.tx, call.params.decisionId, await readingOf(call)),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/actions-in-doubt/:decisionId/resolutions',
      summary: 'Say what became of an action in doubt, and how you know',
      params: One,
      body: NewResolution,
      answer: ResolvedAction,
      status: 201,
      permission: 'action_in_doubt.resolve',
      loosens: 'an_action',
      audit: 'action_in_doubt.resolved',
    },
    ({ change, person, params, body }) => resolveAction(change, person.id, params.decisionId, body),
  ),
];
