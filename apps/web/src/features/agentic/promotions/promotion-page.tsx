/** One promotion on a page of its own, so that whoever must sign can be sent its address. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getJson } from '../../../api/client.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Page } from '../../../parts/page.tsx';
import { Unread } from '../../../parts/unread.tsx';
import { OpenPromotion } from './open-promotion.tsx';
import type { Promotion } from './promotion.ts';

export function PromotionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['promotions', id],
    queryFn: ({ signal }) => getJson<Promotion>(`/v1/promotions/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 10_000,
  });
  if (!data) return <Unread what="the promotion" error={error} retry={refetch} />;
  return (
    <Page
      title={`Promotion of ${data.agentName}`}
      lead={
        <>
          From {data.from} to {data.to}. <AppLink href={`/agents/${data.agentId}`}>Open the agent</AppLink>
        </>
      }
    >
      <OpenPromotion promotion={data} />
    </Page>
  );
}
