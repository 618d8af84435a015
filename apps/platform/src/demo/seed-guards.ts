/** Approval gates and incident playbooks of the demo: who approves what, and what people do when it goes wrong. */
import { listApprovalGates } from '../features/agentic/approval-gates/approval-gate-store.ts';
import { createApprovalGate } from '../features/agentic/approval-gates/create-approval-gate.ts';
import { createIncidentPlaybook } from '../features/agentic/incident-playbooks/create-incident-playbook.ts';
import { listIncidentPlaybooks } from '../features/agentic/incident-playbooks/incident-playbook-store.ts';
import { demoGates, demoPlaybooks } from './demo-tenant.ts';
import { inChange, read, type Seeding } from './seeding.ts';

const all = { limit: 200, after: undefined } as const;

export async function seedGuards(seeding: Seeding): Promise<void> {
  const gates = await read(seeding, (tx) => listApprovalGates(tx, all));
  for (const gate of demoGates.filter((wanted) => !gates.some((one) => one.name === wanted.name))) {
    await inChange(seeding, (change) =>
      createApprovalGate(change, { ...gate, actionTypes: [...gate.actionTypes] }),
    );
  }
  const playbooks = await read(seeding, (tx) => listIncidentPlaybooks(tx, all));
  for (const playbook of demoPlaybooks.filter(
    (wanted) => !playbooks.some((one) => one.name === wanted.name),
  )) {
    await inChange(seeding, (change) =>
      createIncidentPlaybook(change, { ...playbook, actionTypes: [...playbook.actionTypes] }),
    );
  }
}
