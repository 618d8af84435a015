/** A test message, sent while the person waits, with what came back. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { count } from '../../../parts/wording.ts';
import { useEndpointChange, type Endpoint, type SendOutcome } from './endpoint.ts';

function Outcome({ outcome }: { readonly outcome: SendOutcome }) {
  const { delivered, status, latencyMs, detail, response } = outcome;
  return (
    <div role="status" className="ping-said">
      <p>
        <Mark mark={delivered ? 'plain' : 'degrade'} text={delivered ? 'Taken' : 'Not taken'} />{' '}
        <span className="aside">
          {`${status === null ? 'no answer' : `answered ${status}`} after ${count(latencyMs)} ms`}
        </span>
      </p>
      {detail ? <p className="prose">{detail}</p> : null}
      {response ? <pre className="code-block">{response}</pre> : null}
    </div>
  );
}

export function PingSection({ endpoint }: { readonly endpoint: Endpoint }) {
  const { ping } = useEndpointChange();
  const { waiting, error, act } = useActing();
  const [outcome, setOutcome] = useState<SendOutcome>();
  const send = () =>
    act(async () => {
      setOutcome(undefined);
      setOutcome(await ping(endpoint.id));
    });
  return (
    <Section title="Test">
      <p className="prose">Sends a signed message that is no record, and says what came back.</p>
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button isDisabled={waiting} onPress={() => void send()}>
          {waiting ? 'Waiting for an answer …' : 'Send a test message'}
        </Button>
      </div>
      {outcome ? <Outcome outcome={outcome} /> : null}
    </Section>
  );
}
