/** Every route of the public interface, in one table: the server mounts it, OpenAPI is generated from it, tests walk it. */
import { sessionRoutes } from '../access/session-routes.ts';
import { journalRoutes } from '../audit/journal-routes.ts';
import { agentRoutes } from '../features/agentic/agents/agent-routes.ts';
import { decisionRoutes } from '../features/agentic/decisions/decision-routes.ts';
import type { Route } from './route.ts';

export const routeTable: readonly Route[] = [...sessionRoutes, ...agentRoutes, ...decisionRoutes, ...journalRoutes];
