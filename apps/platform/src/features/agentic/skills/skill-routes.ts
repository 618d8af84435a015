/** The rows of skills, and of which agents have them. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, PageQuery, Recorded } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { approveSkill, retireSkill, submitSkill } from './approve-skill.ts';
import { assignSkill, unassignSkill } from './assign-skill.ts';
import { listAssignments } from './assignment-store.ts';
import {
  NewSkill,
  NewSkillAssignment,
  NewSkillVersion,
  OneSkill,
  Skill,
  SkillAssignment,
  SkillRow,
  SkillStep,
} from './skill.ts';
import { listSkills } from './skill-store.ts';
import { addSkillVersion, createSkill, loadSkill } from './write-skill.ts';

const reads: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/skills',
      summary: 'Skills, the version of each that is in force, and which agents have them',
      params: NoParams,
      query: PageQuery,
      answer: Page(SkillRow),
      permission: 'skill.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listSkills(tx, asked),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/skills/:skillId',
      summary: 'One skill with all its versions',
      params: OneSkill,
      answer: Skill,
      permission: 'skill.read',
    },
    ({ tx, params }) => loadSkill(tx, params.skillId),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/skill-assignments',
      summary: 'Which agent has which skill',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(SkillAssignment),
      permission: 'skill.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listAssignments(tx, asked, query.agentId),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
];

const versions: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/skills',
      summary: 'Write a skill',
      params: NoParams,
      body: NewSkill,
      answer: Skill,
      status: 201,
      permission: 'skill.write',
      loosens: { nothing: 'a draft is in force for nobody' },
      audit: 'skill.created',
    },
    ({ change, body }) => createSkill(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/skills/:skillId/versions',
      summary: 'Write a new version of a skill',
      params: OneSkill,
      body: NewSkillVersion,
      answer: Skill,
      status: 201,
      permission: 'skill.write',
      loosens: { nothing: 'a draft is in force for nobody' },
      audit: 'skill.version_added',
    },
    ({ change, params, body }) => addSkillVersion(change, params.skillId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/skills/:skillId/submit',
      summary: 'Submit a version for review',
      params: OneSkill,
      body: SkillStep,
      answer: Skill,
      status: 200,
      permission: 'skill.write',
      loosens: { nothing: 'what is in review is in force for nobody' },
      audit: 'skill.submitted',
    },
    ({ change, params, body }) => submitSkill(change, params.skillId, body.version),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/skills/:skillId/approve',
      summary: 'Put a version in force; by somebody else than who wrote it',
      params: OneSkill,
      body: SkillStep,
      answer: Skill,
      status: 200,
      permission: 'skill.approve',
      loosens: 'an_agent',
      audit: 'skill.approved',
    },
    ({ change, params, body }) => approveSkill(change, params.skillId, body.version),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/skills/:skillId/retire',
      summary: 'Take a version out of force, or give up a draft',
      params: OneSkill,
      body: SkillStep,
      answer: Skill,
      status: 200,
      permission: 'skill.retire',
      loosens: { nothing: 'it leaves the agents that have the skill with nothing that it allows' },
      audit: 'skill.retired',
    },
    ({ change, params, body }) => retireSkill(change, params.skillId, body.version),
  ),
];

const assignments: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/skill-assignments',
      summary: 'Assign a skill to an agent: from then on it is allowed only what its skills name',
      params: NoParams,
      body: NewSkillAssignment,
      answer: SkillAssignment,
      status: 201,
      permission: 'skill.assign',
      loosens: 'an_agent',
      audit: 'skill.assigned',
    },
    ({ change, body }) => assignSkill(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/skill-assignments/:skillAssignmentId',
      summary: 'Take a skill from an agent; without any it is bound by its permissions alone',
      params: Type.Object({ skillAssignmentId: idOf('ska') }, closed),
      body: null,
      answer: Recorded,
      status: 200,
      permission: 'skill.unassign',
      loosens: 'an_agent',
      audit: 'skill.unassigned',
    },
    ({ change, params }) => unassignSkill(change, params.skillAssignmentId),
  ),
];

export const skillRoutes: readonly Route[] = [...reads, ...versions, ...assignments];
