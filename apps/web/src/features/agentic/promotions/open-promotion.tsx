/** A promotion as it stands: its gates now (or as they stood when it was decided), what was handed in, who signed, and the acts. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay, useSession } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { Gates } from './gates.tsx';
import { AmendSheet, SignSheet } from './promotion-sheets.tsx';
import { promotionVerdict, unsigned, type Promotion, type PromotionAct } from './promotion.ts';

const acts: Readonly<Record<PromotionAct, readonly [string, string, 'act' | 'stop']>> = {
  approve: [
    'Approve',
    'It rises at once, in one transaction with the record of its gates as they stand.',
    'act',
  ],
  refuse: ['Refuse', 'It stays at its level. Somebody may ask again.', 'stop'],
  withdraw: ['Withdraw', 'Nothing is decided. Somebody may ask again.', 'stop'],
};

type Open = 'none' | 'sign' | 'amend' | PromotionAct;

function useActs(promotion: Promotion) {
  const { permissions, user } = useSession();
  const may = (permission: string) => permissions.includes(permission);
  const asker = promotion.requestedBy.id === user.id;
  const lacks = promotion.gates.some(({ passed }) => !passed);
  return {
    asker,
    lacks,
    sign: may('promotion.sign') && !asker && unsigned(promotion).length > 0,
    decide: may('agent.promote') && !asker,
    amend: may('promotion.request') && asker,
  };
}

function DecideSheet({
  promotion,
  act,
  onClose,
}: {
  readonly promotion: Promotion;
  readonly act: PromotionAct;
  readonly onClose: () => void;
}) {
  const change = useRecordChange();
  const [name, consequence, weight] = acts[act];
  return (
    <ReasonDialog
      title={`${name} the promotion of ${promotion.agentName} to ${promotion.to}`}
      consequence={consequence}
      act={name}
      weight={weight}
      isOpen
      onClose={onClose}
      perform={(note) => change('POST', `/v1/promotions/${promotion.id}/${act}`, { note })}
    />
  );
}

function Acts({ promotion }: { readonly promotion: Promotion }) {
  const { asker, lacks, sign, decide, amend } = useActs(promotion);
  const [open, setOpen] = useState<Open>('none');
  const close = () => setOpen('none');
  return (
    <>
      <div className="buttons">
        {decide && !lacks ? (
          <Button weight="act" onPress={() => setOpen('approve')}>
            Approve
          </Button>
        ) : null}
        {sign ? <Button onPress={() => setOpen('sign')}>Sign</Button> : null}
        {amend ? <Button onPress={() => setOpen('amend')}>Change what was handed in</Button> : null}
        {decide ? (
          <Button weight="stop" onPress={() => setOpen('refuse')}>
            Refuse
          </Button>
        ) : null}
        {amend ? (
          <Button weight="stop" onPress={() => setOpen('withdraw')}>
            Withdraw
          </Button>
        ) : null}
      </div>
      <p className="aside panel-foot">
        {lacks ? 'It can’t be approved before every gate passes; nobody waives one. ' : ''}
        {asker ? 'You asked for it, so others sign and decide.' : ''}
      </p>
      {open === 'sign' ? <SignSheet promotion={promotion} onClose={close} /> : null}
      {open === 'amend' ? <AmendSheet promotion={promotion} onClose={close} /> : null}
      {open === 'approve' || open === 'refuse' || open === 'withdraw' ? (
        <DecideSheet promotion={promotion} act={open} onClose={close} />
      ) : null}
    </>
  );
}

function Evidence({ pieces }: { readonly pieces: Promotion['evidence'] }) {
  if (pieces.length === 0) return 'none handed in';
  return (
    <ul>
      {pieces.map(({ kind, statement, link }) => (
        <li key={`${kind} ${statement}`}>
          {kind}: {statement} {link ? <code className="wrap-anywhere">{link}</code> : null}
        </li>
      ))}
    </ul>
  );
}

function Asked({ promotion }: { readonly promotion: Promotion }) {
  const { from, to, status, businessValue, accuracy, evidence, requestedBy, requestedAt } = promotion;
  return (
    <Section title={`From ${from} to ${to}`} aside={<Mark {...promotionVerdict(status)} />}>
      <Particulars
        rows={[
          ['Benefit', `“${businessValue}”`],
          ...(accuracy === null ? [] : [['Accuracy', `${(accuracy * 100).toFixed(1)} %`] as const]),
          ['Evidence', <Evidence key="e" pieces={evidence} />],
          ['Asked by', requestedBy.name],
          ['Asked', <Time key="t" at={requestedAt} />],
          ...(promotion.decidedBy ? [['Decided by', promotion.decidedBy.name] as const] : []),
          ...(promotion.decidedAt ? [['Decided', <Time key="d" at={promotion.decidedAt} />] as const] : []),
          ...(promotion.note ? [['Reason', `“${promotion.note}”`] as const] : []),
        ]}
      />
    </Section>
  );
}

function Signatures({ promotion }: { readonly promotion: Promotion }) {
  const wanting = unsigned(promotion);
  return (
    <Section title="Signatures" aside={wanting.length === 0 ? 'all given' : `${wanting.length} wanting`}>
      <Particulars
        rows={[
          ...promotion.signOffs.map(
            ({ capacity, person, note, at }) =>
              [
                termText(capacity),
                <span key={capacity}>
                  {person.name} <Time at={at} /> <span className="aside">“{note}”</span>
                </span>,
              ] as const,
          ),
          ...wanting.map(
            (capacity) =>
              [termText(capacity), <Mark key={capacity} mark="wait" text="not signed yet" />] as const,
          ),
        ]}
      />
    </Section>
  );
}

export function OpenPromotion({ promotion }: { readonly promotion: Promotion }) {
  const isOpen = promotion.status === 'requested';
  const mayAct = [useMay('promotion.sign'), useMay('agent.promote'), useMay('promotion.request')].some(
    Boolean,
  );
  return (
    <div className="columns">
      <div className="column">
        <Gates
          gates={promotion.gates}
          aside={isOpen ? 'judged on the record, anew at each look' : 'as they stood when it was decided'}
        />
      </div>
      <div className="column">
        <Asked promotion={promotion} />
        <Signatures promotion={promotion} />
        {isOpen && mayAct ? (
          <Section title="What you can do">
            <Acts promotion={promotion} />
          </Section>
        ) : null}
      </div>
    </div>
  );
}
