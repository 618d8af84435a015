/**
 * Control 8: the data class is within the agent's data flows. Whole handling passes; handling in a safe form reduces the
 * answer to the form that the tool declares, and needs a person when it declares none; no flow is no handling. An agent with
 * skills handles no higher class than those that name the tool.
 */
import { skillDataGap } from '../capabilities/agent-skills.ts';
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

export const dataFlow: Control = (input) => {
  const flow = judgeFlow(input);
  const { tool, dataClass } = input.resolved;
  const skills = input.indexed.skills.get(input.agent.id);
  if (skills === undefined || typeof tool === 'string' || dataClass === null) return flow;
  const gap = skillDataGap(skills, tool.facts, dataClass);
  return gap === undefined ? flow : found(flow.saw, ...flow.reasons, gap);
};

const judgeFlow: Control = ({ indexed, resolved, agent }) => {
  const { tool, dataClass } = resolved;
  if (typeof tool === 'string') return passed(`tool ${tool}: no data class`);
  if (dataClass === null) {
    return found(
      'data class unknown',
      reason('data_class_unresolved', 'The data class is unknown while the target cannot be resolved.'),
    );
  }
  const handling = indexed.dataFlows.get(agent.id)?.get(dataClass);
  const saw = `data ${dataClass}; handling ${handling ?? 'not granted'}`;
  switch (handling) {
    case 'full':
      return passed(saw);
    case 'safe_form':
      return resolved.safeForm !== 'reduced'
        ? found(
            saw,
            reason(
              'data_class_without_safe_form',
              `${agent.name} may handle ${dataClass} data in a safe form only, and the tool ${tool.facts.safeForm === null ? 'declares none' : 'declares one that does not fit this call'}.`,
            ),
          )
        : found(
            saw,
            reason(
              'data_class_safe_form',
              `${agent.name} may handle ${dataClass} data in the tool's safe form only.`,
            ),
          );
    case 'none':
      return found(saw, reason('data_class_forbidden', `${agent.name} may not handle ${dataClass} data.`));
    default:
      return found(
        saw,
        reason('data_class_not_granted', `No data flow lets ${agent.name} handle ${dataClass} data.`),
      );
  }
};
