/** The capabilities by what the plan must entitle to, in the order of platform's table. */
import type { Roles } from './person.ts';

export interface CapabilityGroup {
  readonly title: string;
  /** Null: every plan has it. */
  readonly plans: readonly string[] | null;
  readonly rows: Roles['capabilities'];
}

const titles: Readonly<Record<string, string>> = {
  core: 'Assessments',
  assurance: 'Assurance',
  audit_trail: 'Audit trail',
  agentic: 'Agents',
};

/** Pure: every capability stands in exactly one group; a group without one is left out. */
export function rowsByEntitlement({ capabilities, plans }: Roles): readonly CapabilityGroup[] {
  const entitlements = [...new Set(capabilities.map(({ entitlement }) => entitlement))];
  return entitlements.map((entitlement) => ({
    title: entitlement === null ? 'People and this console' : (titles[entitlement] ?? entitlement),
    plans:
      entitlement === null
        ? null
        : plans.filter(({ entitlements: has }) => has.includes(entitlement)).map(({ plan }) => plan),
    rows: capabilities.filter((row) => row.entitlement === entitlement),
  }));
}
