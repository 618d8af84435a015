/**
 * By what an action that has an effect is known again, whatever people have made of its tool's record meanwhile: its tenant, its agent,
 * the record that the tool is, and its arguments; neither type nor class, target or name. While one is under way or in doubt, its
 * repetition waits (decision 29).
 */
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';
import { hasEffect } from './has-effect.ts';
import type { ResolvedAction } from './resolve-action.ts';

/**
 * First what would be performed; then, where a safe form has set arguments, what was asked for, since that may be what was performed
 * before the safe form was asked of it. @returns nothing where nothing could be performed, or what is performed only reads
 */
export function repetitionDigests(resolved: ResolvedAction): readonly string[] {
  const { action, tool, arguments: performed, asked } = resolved;
  if (action === null || typeof tool === 'string' || !hasEffect(action.actionType)) return [];
  const digest = (args: JsonObject): string =>
    sha256Hex(
      canonicalJson({ tenant: action.tenant, agent: action.agent, toolId: tool.facts.id, arguments: args }),
    );
  return [performed, asked === performed ? '' : asked].flatMap((args) =>
    typeof args === 'string' ? [] : [digest(args)],
  );
}
