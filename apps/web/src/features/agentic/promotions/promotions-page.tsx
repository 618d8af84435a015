/** Promotions of all agents, and what each level asks for here. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Page } from '../../../parts/page.tsx';
import { Empty } from '../../../parts/states.tsx';
import { useInAddress, Views } from '../../../parts/views.tsx';
import { PromotionRegister } from './promotion-register.tsx';
import type { Promotion } from './promotion.ts';
import { ThresholdsSection } from './thresholds-section.tsx';

const views = [
  { id: 'open', name: 'Under way' },
  { id: 'all', name: 'All' },
  { id: 'thresholds', name: 'What a level asks' },
] as const;

function PromotionList({ status }: { readonly status?: string }) {
  const list = useList<Promotion>(['promotions', 'list'], '/v1/promotions', { status });
  return (
    <Listing
      what="promotions"
      list={list}
      empty={
        <Empty
          what={status ? 'No promotion is under way.' : 'Nobody has asked for a promotion yet.'}
          why="An agent rises one level at a time, through five gates that nobody waives. It is asked for on the agent’s page."
          action={<AppLink href="/agents">Go to the agents</AppLink>}
        />
      }
    >
      <PromotionRegister rows={list.rows} more={list.more} />
    </Listing>
  );
}

export function PromotionsPage() {
  const named = useInAddress('view');
  const shown = views.find(({ id }) => id === named)?.id ?? 'open';
  return (
    <Page
      title="Promotions"
      lead="Trust is earned on the record. Each promotion keeps its gates as they stood when it was decided."
    >
      <Views label="Views" path="/promotions" views={views} current={shown} />
      {shown === 'thresholds' ? (
        <ThresholdsSection />
      ) : shown === 'open' ? (
        <PromotionList key="open" status="requested" />
      ) : (
        <PromotionList key="all" />
      )}
    </Page>
  );
}
