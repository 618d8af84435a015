/** Control 4: a named person answers for the agent's security. */
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

export const securityOwner: Control = ({ agent }) =>
  agent.securityOwner === null || agent.securityOwner.id === ''
    ? found(
        'no security owner',
        reason('security_owner_missing', "No named person answers for this agent's security."),
      )
    : passed(`security owner ${agent.securityOwner.id}`);
