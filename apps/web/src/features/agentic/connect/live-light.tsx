/** The live light: asks for the chosen agent's decisions until the first one after this page was opened is there. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import type { Page } from '../../../api/page.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Time } from '../../../parts/time.tsx';
import { decisionVerdict } from '../../../parts/verdict.ts';
import type { DecisionRow } from '../decisions/decision.ts';
import { firstSince } from './first-since.ts';

export function LiveLight({ agentName }: { readonly agentName: string }) {
  const [sinceMs] = useState(() => Date.now() - 2000);
  const { data } = useQuery({
    queryKey: ['decisions', 'live', agentName],
    queryFn: ({ signal }) =>
      getJson<Page<DecisionRow>>('/v1/decisions', { filter: `agent:${agentName}` }, signal),
    refetchInterval: 1500,
  });
  const rows = data?.data ?? [];
  const seen = rows[firstSince(rows, sinceMs)];
  return (
    <div className={seen ? 'live live-seen' : 'live live-waiting'} role="status">
      <span className="live-lamp" aria-hidden="true" />
      {seen ? (
        <p>
          <strong>Seen.</strong> {agentName} called <code>{seen.tool}</code> at <Time at={seen.at} />:{' '}
          <Mark {...decisionVerdict(seen.kind)} />.{' '}
          <AppLink href={`/decisions/${seen.id}`}>Open the decision</AppLink>
        </p>
      ) : (
        <p>
          <strong>Waiting for the first call</strong> of {agentName} since you opened this page …
        </p>
      )}
    </div>
  );
}
