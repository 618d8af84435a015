/** The journal as platform shows it: streams with their newest checkpoint, entries with the exact bytes their hash covers. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Page } from '../../../api/page.ts';

export type StreamSummary = Noun<'JournalStream'>;
export type JournalEntry = Noun<'JournalEntry'>;
export type VerificationReport = Noun<'JournalVerification'>;

export interface EntryWithChain {
  readonly entry: JournalEntry;
  readonly around: readonly JournalEntry[];
}

export function useStreams() {
  return useQuery({
    queryKey: ['journal', 'streams'],
    queryFn: ({ signal }) => getJson<Page<StreamSummary>>('/v1/journal', {}, signal),
    refetchInterval: 10_000,
  });
}

export function useEntry(stream: string, seq: number) {
  return useQuery({
    queryKey: ['journal', 'entry', stream, seq],
    queryFn: ({ signal }) =>
      getJson<EntryWithChain>(`/v1/journal/${encodeURIComponent(stream)}/entries/${seq}`, {}, signal),
    staleTime: Infinity,
  });
}

export function useVerify() {
  const queries = useQueryClient();
  return async (): Promise<VerificationReport> => {
    const report = await sendJson<VerificationReport>('POST', '/v1/journal/verify', {});
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['journal'] }),
      queries.invalidateQueries({ queryKey: ['overview'] }),
    ]);
    return report;
  };
}

export const streamNames: Readonly<Record<string, string>> = {
  decisions: 'What Gateway decided',
  audit: 'What people did',
  runs: 'What Claw did',
  platform: 'What the platform did',
};
