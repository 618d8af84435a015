/** The rows of ATF assessments and of the conformance statement. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, oneOf, pageOf as Page, ReasonText } from '../../../http/schema-words.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { assessControl, completeAssessment, startAssessment } from './assess-agent.ts';
import { AtfAssessment, atfControlIds, AtfControlResult, NewAtfAssessment } from './atf-assessment.ts';
import { findAtfAssessment, listAtfAssessments } from './atf-assessment-store.ts';
import { AtfConformance, loadConformance } from './load-conformance.ts';

const One = Type.Object({ assessmentId: idOf('asm') }, closed);
const OneControl = Type.Object({ assessmentId: idOf('asm'), controlId: oneOf(atfControlIds) }, closed);

export const atfAssessmentRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/atf-assessments',
      summary: 'ATF assessments of agents, newest first',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(AtfAssessment),
      permission: 'atf_assessment.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listAtfAssessments(tx, asked, query.agentId),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/atf-assessments/:assessmentId',
      summary: 'One ATF assessment',
      params: One,
      answer: AtfAssessment,
      permission: 'atf_assessment.read',
    },
    async ({ tx, params }) => {
      const found = await findAtfAssessment(tx, params.assessmentId);
      if (found === undefined) throw notFound('assessment');
      return found;
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agents/:agentId/atf-conformance',
      summary: 'How an agent stands against the 25 controls now, from its enforced configuration',
      params: Type.Object({ agentId: idOf('agt') }, closed),
      answer: AtfConformance,
      permission: 'atf_assessment.read',
    },
    ({ tx, params, platform }) =>
      loadConformance(tx, params.agentId, new Date(platform.clock.nowMs()).toISOString()),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/atf-assessments',
      summary: 'Start an ATF assessment of an agent',
      params: NoParams,
      body: NewAtfAssessment,
      answer: AtfAssessment,
      status: 201,
      permission: 'atf_assessment.record',
      loosens: { nothing: 'an assessment binds nobody and frees nobody' },
      audit: 'atf_assessment.started',
    },
    ({ change, body }) => startAssessment(change, body.agentId),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/atf-assessments/:assessmentId/controls/:controlId',
      summary: 'Say how one control stands, and why',
      params: OneControl,
      body: AtfControlResult,
      answer: AtfAssessment,
      status: 200,
      permission: 'atf_assessment.record',
      loosens: { nothing: 'a promotion reads it, and somebody else decides on that' },
      audit: 'atf_assessment.control_assessed',
    },
    ({ change, params, body }) => assessControl(change, params, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/atf-assessments/:assessmentId/complete',
      summary: 'Complete an ATF assessment',
      params: One,
      body: Type.Object({ note: ReasonText }, closed),
      answer: AtfAssessment,
      status: 200,
      permission: 'atf_assessment.record',
      loosens: { nothing: 'a promotion reads it, and somebody else decides on that' },
      audit: 'atf_assessment.completed',
    },
    ({ change, params, body }) => completeAssessment(change, params.assessmentId, body.note),
  ),
];
