/** Control 3: a named person answers for the agent. The trace holds an id and no name: it is journalled for good. */
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

export const humanOwner: Control = ({ agent }) =>
  agent.humanOwner === null || agent.humanOwner.id === ''
    ? found('no human owner', reason('human_owner_missing', 'No named person answers for this agent.'))
    : passed(`human owner ${agent.humanOwner.id}`);
