/** What the page of the security promises stands on: the ledger as it was when this console was built, and the newest result. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import ledger from '../../../../../../docs/promises.json';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Promised, SecurityCheckResult } from './check-verdict.ts';

export const promises = ledger as readonly Promised[];

const path = '/v1/security-checks';
const queryKey = ['security-checks'];

export function useSecurityChecks() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<{ latest: SecurityCheckResult | null }>(path, {}, signal),
  });
}

export function useRunChecks() {
  const queries = useQueryClient();
  return async (): Promise<void> => {
    const latest = await sendJson<SecurityCheckResult>('POST', path, {});
    queries.setQueryData(queryKey, { latest });
  };
}

/** Hands the signed note to the browser as a file, byte for byte as it was signed. */
export function saveNote(note: string, fileName: string): void {
  const address = URL.createObjectURL(new Blob([note], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
