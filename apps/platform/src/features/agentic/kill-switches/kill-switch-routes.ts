/** The rows of kill switches. A tenant that is sealed runs nothing, so there they are refused like everything else. */
import { Type } from 'typebox';
import { killTargets } from '@gamut/kernel/agentic-terms';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  NoParams,
  oneOf,
  pageOf as Page,
  PageQuery,
  ReasonText,
  text,
} from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { engageKillSwitch } from './engage-kill-switch.ts';
import { KillSwitch, killSwitchStates, NewKillSwitch } from './kill-switch.ts';
import { findKillSwitch, listKillSwitches } from './kill-switch-store.ts';
import { releaseKillSwitch } from './release-kill-switch.ts';

const One = Type.Object({ killSwitchId: idOf('kil') }, closed);
const KillSwitchQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(oneOf(killSwitchStates)),
    target: Type.Optional(oneOf(killTargets)),
    targetId: Type.Optional(text(1, 64)),
  },
  closed,
);

export const killSwitchRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/kill-switches',
      summary: 'Kill switches, engaged and released, newest first',
      params: NoParams,
      query: KillSwitchQuery,
      answer: Page(KillSwitch),
      permission: 'kill_switch.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listKillSwitches(tx, asked, query),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/kill-switches/:killSwitchId',
      summary: 'One kill switch',
      params: One,
      answer: KillSwitch,
      permission: 'kill_switch.read',
    },
    async ({ tx, params }) => {
      const found = await findKillSwitch(tx, params.killSwitchId);
      if (found === undefined) throw notFound('kill switch');
      return found;
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/kill-switches',
      summary: 'Stop an agent, a tool, a connector or everything, at once',
      params: NoParams,
      body: NewKillSwitch,
      answer: KillSwitch,
      status: 201,
      permission: 'kill_switch.engage',
      loosens: { nothing: 'it stops' },
      audit: 'kill_switch.engaged',
    },
    ({ change, tenant, body }) => engageKillSwitch(change, tenant, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/kill-switches/:killSwitchId/release',
      summary: 'Release a kill switch',
      params: One,
      body: Type.Object({ reason: ReasonText }, closed),
      answer: KillSwitch,
      status: 200,
      permission: 'kill_switch.release',
      loosens: 'all_agents',
      audit: 'kill_switch.released',
    },
    ({ change, params, body }) => releaseKillSwitch(change, params.killSwitchId, body.reason),
  ),
];
