/** A webhook endpoint as platform shows it, how it stands in words, and the operations on it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';
import { count, plural } from '../../../parts/wording.ts';

export type Endpoint = Noun<'WebhookEndpoint'>;
export type Delivery = Noun<'WebhookDelivery'>;
export type WithSecret = Noun<'WebhookEndpointWithSecret'>;
export type SendOutcome = Noun<'WebhookSendOutcome'>;

export interface EndpointFields {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
}

export const endpointsPath = '/v1/webhook-endpoints';
const pathOf = (id: string): string => `${endpointsPath}/${encodeURIComponent(id)}`;

export function useEndpoint(id: string) {
  return useQuery({
    queryKey: ['webhook-endpoints', id],
    queryFn: ({ signal }) => getJson<Endpoint>(pathOf(id), {}, signal),
    refetchInterval: 5000,
  });
}

export function useEndpointChange() {
  const queries = useQueryClient();
  const change = async <T>(method: 'POST' | 'PATCH', path: string, body?: unknown): Promise<T> => {
    const answer = await sendJson<T>(method, path, body);
    await queries.invalidateQueries({ queryKey: ['webhook-endpoints'] });
    return answer;
  };
  return {
    add: (fields: EndpointFields) => change<WithSecret>('POST', endpointsPath, fields),
    update: (id: string, fields: EndpointFields) => change<Endpoint>('PATCH', pathOf(id), fields),
    setStatus: (id: string, status: Endpoint['status'], reason: string) =>
      change<Endpoint>('POST', `${pathOf(id)}/status`, { status, reason }),
    rotate: (id: string, overlapHours: number, reason: string) =>
      change<WithSecret>('POST', `${pathOf(id)}/rotate-secret`, { overlapHours, reason }),
    ping: (id: string) => change<SendOutcome>('POST', `${pathOf(id)}/ping`, {}),
    replay: (id: string, after: number, reason: string) =>
      change<Endpoint>('POST', `${pathOf(id)}/replay`, { after, reason }),
    /** Its own page is left afterwards, so only the list is read again. */
    remove: async (id: string) => {
      await sendJson('DELETE', pathOf(id));
      await queries.invalidateQueries({ queryKey: ['webhook-endpoints', 'list'] });
    },
  };
}

/** Pure: how it stands. Failing is an exception; being a few records behind is not. */
export function endpointVerdict({ status, failingSince }: Endpoint): Verdict {
  if (status === 'paused') return { mark: 'block', text: 'Paused' };
  return failingSince ? { mark: 'degrade', text: 'Failing' } : { mark: 'plain', text: 'Active' };
}

export const behindText = (behind: number): string =>
  behind === 0 ? 'up to date' : `${count(behind)} ${plural(behind, 'record')} to come`;

/** `agent.*, person.suspended`, as it is written in the field → the list that is sent. */
export const readEvents = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean);
