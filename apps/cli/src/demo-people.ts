/** The people of the demo tenant, by role: for whom the launcher mints sign-in links. The seed makes exactly these. */
export interface DemoPerson {
  /** The tenant role, which is the ceiling. */
  readonly role: string;
  /** A role that an administrator added to it. */
  readonly besides?: string;
  readonly email: string;
}

export const demoPeople: readonly DemoPerson[] = [
  { role: 'administrator', email: 'ciso@meridian.example' },
  { role: 'advanced', besides: 'agent_operator', email: 'risk@meridian.example' },
  { role: 'advanced', email: 'auditor@meridian.example' },
  { role: 'standard', besides: 'agent_operator', email: 'engineer@meridian.example' },
  { role: 'subscriber', email: 'viewer@meridian.example' },
];

/** The roles of one of them as a person reads them. */
export function rolesShown(email: string): string {
  const person = demoPeople.find((one) => one.email === email);
  return [person?.role, person?.besides].filter((role) => role !== undefined).join(' + ');
}
