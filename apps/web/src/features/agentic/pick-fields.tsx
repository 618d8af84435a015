/** Picking a person or an agent of this organisation by name. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '../../api/client.ts';
import type { Noun } from '../../api/nouns.ts';
import type { Page } from '../../api/page.ts';
import { SelectField } from '../../parts/field.tsx';

type Person = Noun<'Person'>;
export type AgentChoice = Pick<Noun<'Agent'>, 'id' | 'name' | 'status'>;

/** What a person is named for: whoever may not do it would be refused once it has to be done. */
export type Judging = 'approval.decide' | 'checkpoint.decide';

/** People of this organisation; with `may`, those whose role lets them do that. Undefined until they are read. */
export function usePeople(may?: Judging): readonly Person[] | undefined {
  const { data } = useQuery({
    queryKey: ['people', 'choices', may ?? 'all'],
    queryFn: ({ signal }) => getJson<Page<Person>>('/v1/people', { limit: 200, may }, signal),
  });
  return data?.data;
}

export function usePeopleChoices(may?: Judging): readonly Person[] {
  return usePeople(may) ?? [];
}

export function useAgentChoices(): readonly AgentChoice[] {
  const { data } = useQuery({
    queryKey: ['agents', 'choices'],
    queryFn: ({ signal }) => getJson<Page<AgentChoice>>('/v1/agents', { limit: 200 }, signal),
  });
  return data?.data ?? [];
}

interface PickFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onPick: (id: string) => void;
  /** What stands there before one is picked. */
  readonly none?: string;
  readonly required?: boolean;
  readonly help?: ReactNode;
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

function PickField({
  choices,
  none = 'Choose',
  onPick,
  ...rest
}: PickFieldProps & { readonly choices: readonly Choice[] }) {
  return (
    <SelectField {...rest} onChange={(event) => onPick(event.target.value)}>
      <option value="">{none}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface PersonFieldProps extends PickFieldProps {
  /** A person who is not offered. */
  readonly without?: string;
  readonly may?: Judging;
}

export function PersonField({ without, may, ...props }: PersonFieldProps) {
  return <PickField {...props} choices={usePeopleChoices(may).filter(({ id }) => id !== without)} />;
}

export function AgentField(props: PickFieldProps) {
  return (
    <PickField required {...props} choices={useAgentChoices().filter(({ status }) => status !== 'retired')} />
  );
}
