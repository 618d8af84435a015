/** What is taken out of a toolset, and which of its agents go on having it in another way: named before it is sent, and said by the person. */
import type { Noun } from '../../../api/nouns.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { useWays, type Way } from './other-ways.ts';
import type { Toolset } from './plan.ts';

type ToolTerms = Noun<'ToolTerms'>;

export interface Staying {
  readonly removed: readonly ToolTerms[];
  /** Undefined until it is read. */
  readonly ways: readonly Way[] | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
  /** Ids of the tools that some agent goes on having. */
  readonly ids: readonly string[];
}

/** @param kept ids of the tools that are left in it */
export function useStaying(toolset: Toolset | undefined, kept: readonly string[]): Staying {
  const removed = (toolset?.tools ?? []).filter(({ toolId }) => !kept.includes(toolId));
  const agents = toolset?.heldBy ?? [];
  const { data, error, refetch } = useWays(
    agents,
    removed.map(({ tool }) => tool),
  );
  const nothing = removed.length === 0 || agents.length === 0;
  const ways = nothing ? [] : data?.filter(({ toolsetId }) => toolsetId !== toolset?.id);
  const tools = new Set(ways?.map(({ tool }) => tool));
  const ids = removed.filter(({ tool }) => tools.has(tool)).map(({ toolId }) => toolId);
  return { removed, ways, ids, error, refetch };
}

function AlsoHeld({ agent, tool, by }: Way) {
  return (
    <li>
      <AppLink href={`/agents/${agent.id}?view=access`}>{agent.name}</AppLink> also holds{' '}
      <code className="wrap-anywhere">{tool}</code> by {by}
    </li>
  );
}

interface WhatStaysProps {
  readonly staying: Staying;
  readonly heldBy: Toolset['heldBy'];
  readonly said: boolean;
  readonly onSay: (said: boolean) => void;
  readonly error: string | undefined;
}

export function WhatStays({ staying, heldBy, said, onSay, error }: WhatStaysProps) {
  const { removed, ways } = staying;
  if (removed.length === 0 || heldBy.length === 0) return null;
  if (staying.error) return <Refusal error={staying.error} retry={staying.refetch} />;
  if (!ways) return <Loading what="what else its agents hold" />;
  const taken = removed.map(({ tool }) => tool).join(', ');
  if (ways.length === 0)
    return (
      <p className="note note-degrade">
        Taken out: {taken}. From their next call on it is blocked for{' '}
        {heldBy.map(({ name }) => name).join(', ')}: none of them holds it in another way.
      </p>
    );
  return (
    <fieldset className="fieldset part-fields">
      <legend>Taken out: {taken}</legend>
      <ul className="also-held">
        {ways.map((way) => (
          <AlsoHeld key={`${way.id} ${way.tool}`} {...way} />
        ))}
      </ul>
      <label className="check">
        <input type="checkbox" checked={said} onChange={() => onSay(!said)} />
        They keep it so, and what this toolset said of it no longer holds for them
      </label>
      <p className="aside">To end it for one of them, take it away on its page first.</p>
      {error ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
