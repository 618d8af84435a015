/** Reading, retrieving and calling a model change nothing outside; everything else has an effect. */
import type { ActionType } from '@gamut/kernel/agentic-terms';

const withoutEffect: ReadonlySet<ActionType> = new Set(['read', 'retrieve', 'model']);

export function hasEffect(actionType: ActionType): boolean {
  return !withoutEffect.has(actionType);
}
