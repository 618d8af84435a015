/** The operator's routes of tenants and of the work that is done for them (docs/operations.md). They show no record of anybody. */
import { Type } from 'typebox';
import { assertPlainReason } from '@gamut/database/new-tenant';
import { AppError } from '@gamut/kernel/app-error';
import { askedPage, pageOf as cutPage } from '../../../http/list-page.ts';
import { operatorReadRoute, operatorRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  named,
  NoParams,
  NoQuery,
  oneOf,
  pageOf,
  PageQuery,
  ReasonText,
  Sha256,
  text,
} from '../../../http/schema-words.ts';
import { changePlan, planNames, trialDaysMax } from './change-plan.ts';
import { findJob, listJobs } from './job-store.ts';
import { requestCreation, requestDeletion, requestExport, requestMove } from './request-job.ts';
import { requestRestoration } from './request-restoration.ts';
import { reactivateTenant, suspendTenant } from './suspend-tenant.ts';
import { Job, jobOf, Tenant, tenantOf } from './tenant.ts';
import { findTenantBySlug, listTenants } from './tenant-store.ts';

const JobAsked = Type.Object({ job: Type.String() }, named('JobAsked'));
const SlugParams = Type.Object({ slug: text(1, 40) }, closed);
const WithReason = Type.Object({ reason: ReasonText }, closed);
/** A plain name in the folder that the provision process is given: no path, no dot in front. */
const FileName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$' });

const reading = {
  method: 'GET',
  query: NoQuery,
  body: null,
  status: 200,
  permission: 'operator',
  platformRole: 'platform_ops',
  entitlement: null,
  audit: 'none',
  rateClass: 'read',
  csrf: 'none',
} as const;

const acting = {
  method: 'POST',
  query: NoQuery,
  permission: 'operator',
  platformRole: 'platform_ops',
  entitlement: null,
  rateClass: 'sensitive',
  csrf: 'none',
} as const;

const readRoutes: readonly Route[] = [
  operatorReadRoute(
    {
      ...reading,
      path: '/operator/v1/tenants',
      summary: 'All tenants, by slug: standing and cell',
      params: NoParams,
      query: PageQuery,
      answer: pageOf(Tenant),
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      const rows = await listTenants(tx, { limit: asked.limit, afterSlug: asked.after?.[0] });
      return cutPage(rows, asked, ({ slug }) => [slug], tenantOf);
    },
  ),
  operatorReadRoute(
    {
      ...reading,
      path: '/operator/v1/tenants/:slug',
      summary: 'One tenant: standing and cell',
      params: SlugParams,
      answer: Tenant,
    },
    async ({ tx, params }) => {
      const row = await findTenantBySlug(tx, params.slug);
      if (row !== undefined) return tenantOf(row);
      throw new AppError('not_found', 'There is no such tenant.', { who: 'the operator' });
    },
  ),
  operatorReadRoute(
    {
      ...reading,
      path: '/operator/v1/jobs',
      summary: 'Work of the provision process, newest first, of all tenants or of one',
      params: NoParams,
      query: Type.Object(
        {
          ...PageQuery.properties,
          tenant: Type.Optional(
            Type.String({ minLength: 1, maxLength: 60, description: 'the slug of one tenant' }),
          ),
        },
        closed,
      ),
      answer: pageOf(Job),
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      const page = { limit: asked.limit, beforeId: asked.after?.[0], slug: query.tenant };
      return cutPage(await listJobs(tx, page), asked, ({ id }) => [id], jobOf);
    },
  ),
  operatorReadRoute(
    {
      ...reading,
      path: '/operator/v1/jobs/:id',
      summary: 'How far a piece of work of the provision process is',
      params: Type.Object({ id: idOf('job') }, closed),
      answer: Job,
    },
    async ({ tx, params }) => {
      const job = await findJob(tx, params.id);
      if (job !== undefined) return jobOf(job);
      throw new AppError('not_found', 'There is no such job.', { who: 'the operator' });
    },
  ),
];

const standingRoutes: readonly Route[] = [
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants/:slug/suspend',
      summary: 'Lock a tenant out: sessions end, agents are blocked, from the answer on without exception',
      params: SlugParams,
      body: WithReason,
      answer: Tenant,
      status: 200,
      audit: 'tenant.suspended',
    },
    ({ change, platform, params, body }) => {
      assertPlainReason(body.reason);
      return suspendTenant(change, platform.db, { ...params, ...body });
    },
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants/:slug/reactivate',
      summary: 'Let a suspended tenant in again',
      params: SlugParams,
      body: WithReason,
      answer: Tenant,
      status: 200,
      audit: 'tenant.reactivated',
    },
    ({ change, platform, params, body }) => {
      assertPlainReason(body.reason);
      return reactivateTenant(change, platform.db, { ...params, ...body });
    },
  ),
];

const planRoutes: readonly Route[] = [
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants/:slug/plan',
      summary:
        'Change what a tenant is entitled to: its people and agents, from the answer on without exception',
      params: SlugParams,
      body: Type.Object(
        {
          plan: oneOf(planNames),
          reason: ReasonText,
          trialDays: Type.Optional(Type.Integer({ minimum: 1, maximum: trialDaysMax })),
        },
        closed,
      ),
      answer: Tenant,
      status: 200,
      audit: 'tenant.plan_changed',
    },
    ({ change, platform, params, body }) => {
      assertPlainReason(body.reason);
      return changePlan(change, platform.db, { ...params, ...body });
    },
  ),
];

const workRoutes: readonly Route[] = [
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants',
      summary: 'Have a tenant made, in the cell with the fewest unless one is named',
      params: NoParams,
      body: Type.Object(
        { slug: text(1, 60), name: text(1, 200), plan: text(1, 60), cell: Type.Optional(text(1, 31)) },
        closed,
      ),
      answer: JobAsked,
      status: 202,
      audit: 'tenant.creation_requested',
    },
    ({ change, platform, body }) => requestCreation(change, platform.db, body),
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants/:slug/move',
      summary: 'Have a tenant moved to another cell; it is blocked meanwhile',
      params: SlugParams,
      body: Type.Object({ cell: text(1, 31) }, closed),
      answer: JobAsked,
      status: 202,
      audit: 'tenant.move_requested',
    },
    ({ change, platform, params, body }) => requestMove(change, platform.db, { ...params, ...body }),
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants/:slug/export',
      summary: 'Have a tenant written to a file in the folder of the provision process',
      params: SlugParams,
      body: Type.Object({}, closed),
      answer: JobAsked,
      status: 202,
      audit: 'tenant.export_requested',
    },
    ({ change, params }) => requestExport(change, params),
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants/:slug/restore',
      summary: 'Have a tenant restored from such a file; all that was issued before is void',
      params: SlugParams,
      body: Type.Object(
        {
          file: FileName,
          sha256: Type.Optional(Sha256),
          tenant: Type.Optional(idOf('tnt')),
          afterDeletion: Type.Optional(Type.Boolean()),
          cell: Type.Optional(text(1, 31)),
        },
        closed,
      ),
      answer: JobAsked,
      status: 202,
      audit: 'tenant.restoration_requested',
    },
    ({ change, platform: { db, rotations }, params, body }) =>
      requestRestoration(change, { db, opensKeys: rotations.heldKeyIds }, { ...params, ...body }),
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/tenants/:slug/delete',
      summary: 'Lock a tenant out and have it deleted: its keys first, then everything else',
      params: SlugParams,
      body: Type.Object({ slug: text(1, 40), reason: ReasonText }, closed),
      answer: JobAsked,
      status: 202,
      audit: 'tenant.deletion_requested',
    },
    ({ change, platform, params, body }) => {
      assertPlainReason(body.reason);
      return requestDeletion(change, platform.db, {
        slug: params.slug,
        again: body.slug,
        reason: body.reason,
      });
    },
  ),
];

export const tenantRoutes: readonly Route[] = [
  ...readRoutes,
  ...standingRoutes,
  ...planRoutes,
  ...workRoutes,
];
