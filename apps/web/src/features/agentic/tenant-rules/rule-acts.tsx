/** What may be done with a version by whoever looks at it: run its tests, replay it, put it in force, take it out. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { useNow } from '../../../parts/now.ts';
import { useMay, useSession } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { isReplayFresh, nextText, replayText, type RuleVersion, type TenantRule } from './tenant-rule.ts';

interface ActsProps {
  readonly rule: TenantRule;
  readonly version: RuleVersion;
  /** What the server said against the tests, for the page to show beside them. */
  readonly onRefused: (error: unknown) => void;
}

type Asked = 'none' | 'publish' | 'retire';

function Asking({
  rule,
  version,
  asked,
  onClose,
}: Omit<ActsProps, 'onRefused'> & { readonly asked: Asked; readonly onClose: () => void }) {
  const change = useRecordChange();
  const step = (name: string, more: object = {}) =>
    change('POST', `/v1/tenant-rules/${rule.id}/${name}`, { version: version.version, ...more });
  const inForce = rule.versions.find(({ status }) => status === 'published');
  if (asked === 'publish')
    return (
      <ConfirmDialog
        title={`Publish version ${version.version} of ${rule.name}`}
        consequence={`From the next call on Gateway asks it.${inForce ? ` Version ${inForce.version} goes out of force.` : ''} ${version.replay ? replayText(version.replay) : ''}`}
        act="Publish"
        weight="act"
        onClose={onClose}
        perform={() => step('publish')}
      />
    );
  if (asked === 'retire')
    return (
      <ReasonDialog
        title={
          version.status === 'published'
            ? `Retire ${rule.name}`
            : `Give up version ${version.version} of ${rule.name}`
        }
        consequence={
          version.status === 'published'
            ? 'From the next call on it forbids nothing. It stays on record; to bring it back, write its next version.'
            : 'It is never published. It stays on record.'
        }
        act={version.status === 'published' ? 'Retire' : 'Give up'}
        weight="stop"
        isOpen
        onClose={onClose}
        perform={(reason) => step('retire', { reason })}
      />
    );
  return null;
}

/** One step at a time: the server's answer comes before the next is offered. */
function Steps({ rule, version, onRefused }: ActsProps) {
  const change = useRecordChange();
  const { waiting, error, act } = useActing();
  const [mayWrite, mayReplay] = [useMay('tenant_rule.write'), useMay('tenant_rule.replay')];
  const run = (name: string) => async () => {
    onRefused(undefined);
    await act(async () => {
      try {
        await change('POST', `/v1/tenant-rules/${rule.id}/${name}`, { version: version.version });
      } catch (refused) {
        onRefused(refused);
        throw refused;
      }
    });
  };
  const tests = version.status === 'draft' && mayWrite;
  const replay = (version.status === 'validated' || version.status === 'published') && mayReplay;
  return (
    <>
      {tests ? (
        <Button isDisabled={waiting} onPress={() => void run('validate')()}>
          {waiting ? 'Running the tests …' : 'Run the tests'}
        </Button>
      ) : null}
      {replay ? (
        <Button isDisabled={waiting} onPress={() => void run('replay')()}>
          {waiting ? 'Replaying …' : version.replay ? 'Replay again' : 'Replay the last seven days'}
        </Button>
      ) : null}
      {error ? <Refusal error={error} /> : null}
    </>
  );
}

export function RuleActs({ rule, version, onRefused }: ActsProps) {
  const now = useNow(60_000);
  const [asked, setAsked] = useState<Asked>('none');
  const mayPublish = useMay('policy.publish');
  const { user } = useSession();
  const ready = version.status === 'validated' && isReplayFresh(version, now);
  const own = version.writtenBy.id === user.id;
  return (
    <>
      <p className="prose">{nextText(version, now)}</p>
      {ready && mayPublish && own ? (
        <p className="prose">You wrote it, so another administrator publishes it.</p>
      ) : null}
      <div className="buttons">
        {ready && mayPublish && !own ? (
          <Button weight="act" onPress={() => setAsked('publish')}>
            Publish
          </Button>
        ) : null}
        <Steps rule={rule} version={version} onRefused={onRefused} />
        {version.status !== 'retired' && mayPublish ? (
          <Button weight="stop" onPress={() => setAsked('retire')}>
            {version.status === 'published' ? 'Retire' : 'Give up'}
          </Button>
        ) : null}
      </div>
      <Asking rule={rule} version={version} asked={asked} onClose={() => setAsked('none')} />
    </>
  );
}
