/** Name, address and events of a webhook endpoint: for adding one and for changing one. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { readEvents, type EndpointFields } from './endpoint.ts';

interface EndpointFormProps {
  readonly initial: EndpointFields;
  readonly act: string;
  readonly send: (fields: EndpointFields) => Promise<unknown>;
}

export function EndpointForm({ initial, act, send }: EndpointFormProps) {
  const { waiting, error, act: run } = useActing();
  const [name, setName] = useState(initial.name);
  const [url, setUrl] = useState(initial.url);
  const [events, setEvents] = useState(initial.events.join(', '));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => send({ name: name.trim(), url: url.trim(), events: readEvents(events) }));
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label="Name"
        required
        maxLength={80}
        autoFocus
        placeholder="SIEM, production"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="Address"
        type="url"
        className="mono"
        required
        maxLength={2000}
        placeholder="https://siem.example.com/gamut"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        help="https, and an address that the whole internet can reach: private ones are refused unless the operator allows them."
      />
      <TextField
        label="Events"
        className="mono"
        required
        value={events}
        onChange={(event) => setEvents(event.target.value)}
        help="* for all, agent.* for all of a kind, agent.suspended for one; several with commas."
      />
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting}>
        {waiting ? 'Waiting for the journal …' : act}
      </Button>
    </form>
  );
}
