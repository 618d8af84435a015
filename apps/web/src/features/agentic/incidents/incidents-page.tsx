/** Incidents: opened by Gateway or by a person, contained, closed with a cause. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Page } from '../../../parts/page.tsx';
import { useInAddress, Views } from '../../../parts/views.tsx';
import { useMay } from '../../administration/session/session.ts';
import { OpenIncidentSheet } from './incident-acts.tsx';
import { IncidentRegister } from './incident-register.tsx';

const views = [
  { id: 'all', name: 'All' },
  { id: 'open', name: 'Open' },
  { id: 'contained', name: 'Contained' },
  { id: 'closed', name: 'Closed' },
] as const;

export function IncidentsPage() {
  const named = useInAddress('view');
  const shown = views.find(({ id }) => id === named)?.id ?? 'all';
  const may = useMay('incident.open');
  const [open, setOpen] = useState(false);
  return (
    <Page
      title="Incidents"
      lead="When a critical control fails while a critical finding is open, Gateway stops the call and opens one. Until it is closed it counts against the agent."
      actions={may ? <Button onPress={() => setOpen(true)}>Open an incident</Button> : undefined}
    >
      <Views label="Views" path="/incidents" views={views} current={shown} />
      <IncidentRegister key={shown} status={shown === 'all' ? undefined : shown} />
      {open ? <OpenIncidentSheet onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}
