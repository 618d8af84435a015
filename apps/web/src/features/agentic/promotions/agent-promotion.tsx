/** The promotions of one agent: the one under way with its gates, asking for the next, and those before. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty, Loading, Refusal } from '../../../parts/states.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import type { Agent } from '../agents/agent.ts';
import { OpenPromotion } from './open-promotion.tsx';
import { AskSheet } from './promotion-sheets.tsx';
import { levelAbove, type Promotion } from './promotion.ts';
import { PromotionRegister } from './promotion-register.tsx';

function Ask({ agent }: { readonly agent: Agent }) {
  const may = useMay('promotion.request');
  const [open, setOpen] = useState(false);
  const above = agent.level === null ? undefined : levelAbove(agent.level);
  if (above === undefined)
    return (
      <Empty
        what={agent.level === null ? 'It has no level to rise from.' : 'It stands at the highest level.'}
        why="A level is lowered at once, with a reason. A rise takes a promotion, one level at a time."
      />
    );
  return (
    <>
      <Empty
        what={`Nobody has asked for ${above} yet.`}
        why="Somebody states the benefit; then five gates are judged on the record: performance, security, business value, incidents, signatures. Nobody waives one."
        action={
          may && agent.status !== 'retired' ? (
            <Button weight="act" onPress={() => setOpen(true)}>
              Ask for {termText(above).toLowerCase()}
            </Button>
          ) : undefined
        }
      />
      {open ? <AskSheet agent={agent} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

export function AgentPromotion({ agent }: { readonly agent: Agent }) {
  const list = useList<Promotion>(['promotions', 'of-agent'], '/v1/promotions', { agentId: agent.id });
  if (list.isPending) return <Loading what="its promotions" />;
  if (list.error && list.rows.length === 0) return <Refusal error={list.error} retry={list.refetch} />;
  const open = list.rows.find(({ status }) => status === 'requested');
  const before = list.rows.filter((one) => one !== open);
  return (
    <>
      {open ? (
        <OpenPromotion promotion={open} />
      ) : (
        <Section title="Promotion">
          <Ask agent={agent} />
        </Section>
      )}
      {before.length > 0 ? (
        <Section title="Before" aside="kept for ever, with the gates as they stood">
          <PromotionRegister rows={before} more={list.more} />
        </Section>
      ) : null}
    </>
  );
}
