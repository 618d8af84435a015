/** The journal as platform shows it: streams with their newest checkpoint, entries with the exact bytes their hash covers. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Page } from '../../../api/page.ts';

export interface StreamSummary {
  readonly stream: string;
  readonly size: number;
  readonly head: string;
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    readonly note: string;
    readonly at: string;
    readonly witnessedAt: string | null;
  } | null;
  readonly lastVerified: {
    readonly at: string;
    readonly outcome: string;
    readonly by: string;
    readonly size: number;
  } | null;
}

export interface JournalEntry {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  readonly at: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly bytes: string;
}

export interface EntryWithChain {
  readonly entry: JournalEntry;
  readonly around: readonly JournalEntry[];
}

export interface VerificationCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface VerificationReport {
  readonly at: string;
  readonly outcome: string;
  readonly summary: string;
  readonly checks: readonly VerificationCheck[];
  readonly doesNotProve: readonly string[];
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
