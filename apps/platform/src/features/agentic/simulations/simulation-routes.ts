/** The rows of saved states and of simulations. */
import { Type } from 'typebox';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, PageQuery, Recorded } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { deleteSimulation } from './delete-simulation.ts';
import { runSimulation } from './run-simulation.ts';
import { saveSnapshot } from './save-snapshot.ts';
import { NewPolicySnapshot, NewSimulation, PolicySnapshot, Simulation } from './simulation.ts';
import { findSimulation, listSimulations, listSnapshots } from './simulation-store.ts';

const One = Type.Object({ simulationId: idOf('sim') }, closed);
const byId = (item: { readonly id: string }) => [item.id];

export const simulationRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/policy-snapshots',
      summary: 'Saved states of governance, newest first',
      params: NoParams,
      query: PageQuery,
      answer: Page(PolicySnapshot),
      permission: 'policy_snapshot.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(await listSnapshots(tx, asked), asked, byId, (item) => item);
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/policy-snapshots',
      summary: 'Save the state of governance that is in force under a name',
      params: NoParams,
      body: NewPolicySnapshot,
      answer: PolicySnapshot,
      status: 201,
      rateClass: 'change',
      permission: 'policy_snapshot.save',
      loosens: { nothing: 'a saved state is in force nowhere' },
      audit: 'policy_snapshot.saved',
    },
    ({ change, tenant, person, body }) => saveSnapshot(change, { tenant, person, name: body.name }),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/simulations',
      summary: 'What Gateway would decide, as it was asked, newest first',
      params: NoParams,
      query: PageQuery,
      answer: Page(Simulation),
      permission: 'simulation.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(await listSimulations(tx, asked), asked, byId, (item) => item);
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/simulations',
      summary: 'What would Gateway decide: one call, or the decisions of the last days',
      params: NoParams,
      body: NewSimulation,
      answer: Simulation,
      status: 201,
      rateClass: 'heavy',
      permission: 'simulation.run',
      loosens: { nothing: 'a simulation decides nothing' },
      audit: 'simulation.run',
    },
    async ({ change, tenant, person, body, platform }) => {
      const { open } = await platform.keys.sealerOf(tenant);
      return runSimulation(change, body, { tenant, person, open, clock: platform.clock });
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/simulations/:simulationId',
      summary: 'One simulation with what came out',
      params: One,
      answer: Simulation,
      permission: 'simulation.read',
    },
    async ({ tx, params }) => {
      const found = await findSimulation(tx, params.simulationId);
      if (found === undefined) throw notFound('simulation');
      return found;
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/simulations/:simulationId',
      summary: 'Remove a simulation',
      params: One,
      body: null,
      answer: Recorded,
      status: 200,
      rateClass: 'change',
      permission: 'simulation.delete',
      loosens: { nothing: 'a simulation decides nothing' },
      audit: 'simulation.deleted',
    },
    ({ change, params }) => deleteSimulation(change, params.simulationId),
  ),
];
