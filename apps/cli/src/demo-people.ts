/** The people of the demo tenant, by role: for whom the launcher mints sign-in links. The seed makes exactly these. */
export interface DemoPerson {
  readonly role: string;
  readonly email: string;
}

export const demoPeople: readonly DemoPerson[] = [
  { role: 'administrator', email: 'ciso@meridian.example' },
  { role: 'advanced, agent_operator', email: 'risk@meridian.example' },
  { role: 'advanced', email: 'auditor@meridian.example' },
  { role: 'standard, agent_operator', email: 'engineer@meridian.example' },
  { role: 'subscriber', email: 'viewer@meridian.example' },
];
