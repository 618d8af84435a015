/** Who signs a checkpoint: offered are only people who could, and where there is none that is said before anything is written. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Loading } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { usePeople } from '../pick-fields.tsx';
import { TermChecks } from '../term-checks.tsx';
import { signersOf, type Signers } from './plan.ts';

export const signerRoles = ['agent_operator', 'administrator'] as const;

export interface CheckpointFields {
  readonly approverRole: (typeof signerRoles)[number];
  readonly approverIds: readonly string[];
}

export function useSigners(agentId: string): Signers {
  const people = usePeople('checkpoint.decide');
  const { data: agent } = useQuery({
    queryKey: ['agents', agentId],
    queryFn: ({ signal }) => getJson<Noun<'Agent'>>(`/v1/agents/${agentId}`, {}, signal),
    enabled: agentId !== '',
  });
  return signersOf(agentId !== '' && !agent ? undefined : people, agent);
}

interface CheckpointProps<Fields extends CheckpointFields> {
  readonly fields: Fields;
  readonly signers: Signers;
  readonly onChange: (fields: Fields) => void;
}

export function Checkpoint<Fields extends CheckpointFields>({
  fields,
  signers: { people, owner },
  onChange,
}: CheckpointProps<Fields>) {
  if (!people) return <Loading what="who could sign its checkpoint" />;
  const left = owner
    ? `${owner.name} answers for this agent, which is critical, and is not asked.`
    : undefined;
  if (people.length === 0)
    return (
      <p className="note note-degrade">
        <strong>Nobody could sign its checkpoint.</strong> {left} Give somebody else the role agent operator
        or administrator under <AppLink href="/people">People & access</AppLink>, or write a plan of one
        stage.
      </p>
    );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <>
      <TermField
        label="Its checkpoint is signed by whoever is"
        terms={signerRoles}
        value={fields.approverRole}
        onPick={(approverRole) => onChange({ ...fields, approverRole })}
        help={fields.approverIds.length > 0 ? 'Only the people ticked below count.' : left}
      />
      <TermChecks
        legend="Or only these people; none ticked: whoever holds the role"
        terms={[...names.keys()]}
        chosen={fields.approverIds.filter((id) => names.has(id))}
        text={(id) => names.get(id) ?? id}
        onChange={(approverIds) => onChange({ ...fields, approverIds })}
      />
    </>
  );
}
