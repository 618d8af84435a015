/** The rows of tenant rules: written and tried by operators, published and retired by administrators at a screen. */
import { audited } from '../../../http/audited.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, workRoute, type Route } from '../../../http/route.ts';
import { NoParams, pageOf as Page, PageQuery } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import { publishRule, retireRule } from './publish-rule.ts';
import { recordReplay } from './record-replay.ts';
import { replayRule } from './replay-rule.ts';
import {
  NewRuleVersion,
  NewTenantRule,
  OneRule,
  RuleRetirement,
  RuleStep,
  TenantRule,
  TenantRuleRow,
} from './tenant-rule.ts';
import { listRules } from './tenant-rule-store.ts';
import { findVersion, ruleFactsOf, validateRule } from './validate-rule.ts';
import { addVersion, createRule, loadRule } from './write-rule.ts';

const reads: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/tenant-rules',
      summary: 'Rules that this organisation wrote for its agents',
      params: NoParams,
      query: PageQuery,
      answer: Page(TenantRuleRow),
      permission: 'tenant_rule.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listRules(tx, asked),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/tenant-rules/:tenantRuleId',
      summary: 'One rule with all its versions, their tests and replays',
      params: OneRule,
      answer: TenantRule,
      permission: 'tenant_rule.read',
    },
    ({ tx, params }) => loadRule(tx, params.tenantRuleId),
  ),
];

const writes: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/tenant-rules',
      summary: 'Write a rule',
      params: NoParams,
      body: NewTenantRule,
      answer: TenantRule,
      status: 201,
      permission: 'tenant_rule.write',
      loosens: { nothing: 'a draft is in force for nobody' },
      audit: 'tenant_rule.created',
    },
    ({ change, body }) => createRule(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/tenant-rules/:tenantRuleId/versions',
      summary: 'Write a new version of a rule',
      params: OneRule,
      body: NewRuleVersion,
      answer: TenantRule,
      status: 201,
      permission: 'tenant_rule.write',
      loosens: { nothing: 'a draft is in force for nobody' },
      audit: 'tenant_rule.version_added',
    },
    ({ change, params, body }) => addVersion(change, params.tenantRuleId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/tenant-rules/:tenantRuleId/validate',
      summary: 'Run the tests beside a version; all must pass',
      params: OneRule,
      body: RuleStep,
      answer: TenantRule,
      status: 200,
      permission: 'tenant_rule.write',
      loosens: { nothing: 'a tested version is in force for nobody' },
      audit: 'tenant_rule.validated',
    },
    ({ change, params, body }) => validateRule(change, params.tenantRuleId, body.version),
  ),
  workRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/tenant-rules/:tenantRuleId/replay',
      summary: 'What a version would have changed in the last seven days',
      params: OneRule,
      body: RuleStep,
      answer: TenantRule,
      status: 200,
      permission: 'tenant_rule.replay',
      loosens: { nothing: 'it only says what a version would change' },
      rateClass: 'heavy',
      audit: 'tenant_rule.replayed',
    },
    async ({ tenant, params, body, platform, inChange }) => {
      const { db, keys, clock } = platform;
      const about = { ruleId: params.tenantRuleId, version: body.version };
      const [found, facts, { open }] = await Promise.all([
        db.readTenant(tenant, (tx) => findVersion(tx, about, ['validated', 'published'])),
        createFactsDesk(db).load(tenant),
        keys.sealerOf(tenant),
      ]);
      const replay = await replayRule(ruleFactsOf(found.rule, found.row), {
        inRead: (work) => db.readTenant(tenant, work),
        facts,
        open,
        nowMs: clock.nowMs(),
        monotonicMs: () => clock.monotonicMs(),
      });
      const { receipt, value } = await inChange((change) => recordReplay(change, about, replay));
      return audited(receipt, { answer: value });
    },
  ),
];

const enforcement: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/tenant-rules/:tenantRuleId/publish',
      summary: 'Put a version in force; by somebody else than who wrote it',
      params: OneRule,
      body: RuleStep,
      answer: TenantRule,
      status: 200,
      permission: 'policy.publish',
      loosens: 'all_agents',
      audit: 'tenant_rule.published',
    },
    ({ change, params, body }) => publishRule(change, params.tenantRuleId, body.version),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/tenant-rules/:tenantRuleId/retire',
      summary: 'Take a version out of force, or give up a draft',
      params: OneRule,
      body: RuleRetirement,
      answer: TenantRule,
      status: 200,
      permission: 'policy.publish',
      loosens: 'all_agents',
      audit: 'tenant_rule.retired',
    },
    ({ change, params, body }) => retireRule(change, params.tenantRuleId, body.version, body.reason),
  ),
];

export const tenantRuleRoutes: readonly Route[] = [...reads, ...writes, ...enforcement];
