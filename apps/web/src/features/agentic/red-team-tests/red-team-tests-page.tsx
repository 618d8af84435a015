/** What people tried to make agents do that they should not, what came of it, and what is due. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { useMay } from '../../administration/session/session.ts';
import { DueSection } from './due-section.tsx';
import { RecordTestSheet } from './record-test-sheet.tsx';
import { TestRegister } from './test-register.tsx';

export function RedTeamTestsPage() {
  const may = useMay('red_team_test.record');
  const [open, setOpen] = useState(false);
  return (
    <Page
      title="Red-team tests"
      lead="Somebody tries to break an agent, and the result is kept. A senior or principal agent needs one that held in the last 90 days."
      actions={may ? <Button onPress={() => setOpen(true)}>Record a test</Button> : undefined}
    >
      <DueSection />
      <Section title="What was tried">
        <TestRegister />
      </Section>
      {open ? <RecordTestSheet onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}
