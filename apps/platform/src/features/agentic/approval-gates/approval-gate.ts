/** An approval gate: which action types, tools and data classes are governed, and who must approve: how many, of a role or by name. */
import { Type, type Static } from 'typebox';
import { roles } from '@gamut/access/roles';
import { actionTypes, dataClasses } from '@gamut/kernel/agentic-terms';
import { idOf, named, NamedRef, oneOf, orNull, text, Time } from '../../../http/schema-words.ts';

/** Roles that may be asked to approve: a subscriber may sign in and nothing else. */
export const approverRoles = roles.filter((role) => role !== 'subscriber');
const modes = ['covers', 'each_time'] as const;
/** Whether an administrator may let an action pass at once, to be reviewed afterwards. */
const breakGlassModes = ['allowed', 'forbidden'] as const;

export const ApprovalGate = Type.Object(
  {
    id: idOf('gat'),
    name: Type.String(),
    actionTypes: Type.Array(oneOf(actionTypes)),
    toolIds: Type.Array(Type.String()),
    dataClasses: Type.Array(oneOf(dataClasses)),
    mode: oneOf(modes),
    approverRole: Type.String(),
    approversNeeded: Type.Integer({ description: 'how many distinct people must approve' }),
    approverIds: Type.Array(Type.String(), {
      description: 'the people whom it names; none: whoever holds the role',
    }),
    breakGlass: oneOf(breakGlassModes),
    expiresAfterMs: Type.Integer(),
    createdAt: Time,
    createdBy: orNull(NamedRef),
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
    approversNeeded: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    approverIds: Type.Optional(Type.Array(idOf('usr'), { maxItems: 20, uniqueItems: true })),
    breakGlass: Type.Optional(oneOf(breakGlassModes)),
    expiresAfterMs: Type.Optional(Type.Integer({ minimum: 60_000, maximum: 604_800_000 })),
  },
  named('NewApprovalGate'),
);
export type NewApprovalGate = Static<typeof NewApprovalGate>;
