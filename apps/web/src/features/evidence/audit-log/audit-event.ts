/** An audit record as platform shows it, and the page of the thing that it is about, where there is one. */
import type { Noun } from '../../../api/nouns.ts';

export type AuditEvent = Noun<'AuditEvent'>;

const pages: Readonly<Record<string, string>> = {
  agent: '/agents',
  approval: '/approvals',
  connector: '/connectors',
  person: '/people',
  support_access: '/support',
  webhook_endpoint: '/integrations',
};

export function subjectHref({ kind, id }: AuditEvent['subject']): string | undefined {
  const page = pages[kind];
  return page === undefined ? undefined : `${page}/${encodeURIComponent(id)}`;
}
