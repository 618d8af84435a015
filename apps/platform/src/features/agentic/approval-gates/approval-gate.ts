/** An approval gate: which action types, tools and data classes are governed, and who must approve. */
import { Type, type Static } from 'typebox';
import { roles } from '@gamut/access/roles';
import { actionTypes, dataClasses } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, text, Time } from '../../../http/schema-words.ts';

/** Roles that may be asked to approve: a subscriber may sign in and nothing else. */
export const approverRoles = roles.filter((role) => role !== 'subscriber');
const modes = ['covers', 'each_time'] as const;

export const ApprovalGate = Type.Object(
  {
    id: idOf('gat'),
    name: Type.String(),
    actionTypes: Type.Array(oneOf(actionTypes)),
    toolIds: Type.Array(Type.String()),
    dataClasses: Type.Array(oneOf(dataClasses)),
    mode: oneOf(modes),
    approverRole: Type.String(),
    expiresAfterMs: Type.Integer(),
    createdAt: Time,
  },
  named('ApprovalGate'),
);
export type ApprovalGate = Static<typeof ApprovalGate>;

export const NewApprovalGate = Type.Object(
  {
    name: text(1, 100),
    actionTypes: Type.Array(oneOf(actionTypes), {
      minItems: 1,
      maxItems: actionTypes.length,
      uniqueItems: true,
    }),
    toolIds: Type.Optional(Type.Array(idOf('tol'), { maxItems: 256, uniqueItems: true })),
    dataClasses: Type.Optional(
      Type.Array(oneOf(dataClasses), { uniqueItems: true, maxItems: dataClasses.length }),
    ),
    mode: oneOf(modes),
    approverRole: oneOf(approverRoles),
    expiresAfterMs: Type.Optional(Type.Integer({ minimum: 60_000, maximum: 604_800_000 })),
  },
  named('NewApprovalGate'),
);
export type NewApprovalGate = Static<typeof NewApprovalGate>;
