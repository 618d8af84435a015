/**
 * Control 13: the arguments match the tool's pinned input schema, and hold nothing that it does not name. Each fault is
 * named by the JSON Pointer of the argument and the rule it breaks, never by its value.
 */
import { clip, reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

export const wellFormed: Control = ({ resolved }) => {
  const { tool, arguments: args } = resolved;
  if (typeof args === 'string') {
    return found(
      'arguments unreadable',
      reason('arguments_not_plain', `The arguments cannot be taken: ${args}.`),
    );
  }
  if (typeof tool === 'string') return passed(`tool ${tool}: no schema`);
  const compiled = tool.arguments();
  if (!compiled.usable) {
    return found(
      'schema unusable',
      reason('schema_unusable', `The tool's input schema cannot be used: ${compiled.because}.`),
    );
  }
  const faults = compiled.check(args);
  if (faults.length === 0) return passed('matches the pinned schema');
  return found(
    `${faults.length} faults`,
    ...faults.map(({ pointer, message, unknown }) => {
      const where = pointer === '' ? 'The arguments' : `The argument at "${clip(pointer, 200)}"`;
      return reason(unknown ? 'argument_unknown' : 'arguments_invalid', `${where}: ${message}.`);
    }),
  );
};
