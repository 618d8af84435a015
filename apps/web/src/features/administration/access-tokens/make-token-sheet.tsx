/** Makes an API token and shows it once. It offers what this person may do and a token can do for them, and nothing else. */
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { plural } from '../../../parts/wording.ts';
import { useRoles } from '../people/person.ts';
import { useSession } from '../session/session.ts';
import { forTokens, readingOnly, type Capability } from './token-standing.ts';

type Made = Noun<'AccessTokenMade'>;

interface PickProps {
  readonly rows: readonly Capability[];
  readonly picked: readonly string[];
  readonly onPick: (picked: readonly string[]) => void;
}

function PickPermissions({ rows, picked, onPick }: PickProps) {
  const toggle = (name: string) =>
    onPick(picked.includes(name) ? picked.filter((one) => one !== name) : [...picked, name]);
  return (
    <fieldset className="fieldset">
      <legend>What it may do</legend>
      <div className="buttons pick-all">
        <Button onPress={() => onPick(readingOnly(rows))}>Reading only</Button>
        <Button onPress={() => onPick([])}>Nothing</Button>
        <span className="aside" role="status">
          {`${picked.length} ${plural(picked.length, 'permission')} chosen`}
        </span>
      </div>
      <div className="pick-list" tabIndex={0} role="group" aria-label="Permissions">
        {rows.map(({ permission, says }) => (
          <label key={permission} className="check">
            <input
              type="checkbox"
              checked={picked.includes(permission)}
              onChange={() => toggle(permission)}
            />
            <span>
              <span className="capitalised">{says}</span> <code className="aside">{permission}</code>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function MakeTokenForm({ onMade }: { readonly onMade: (made: Made) => void }) {
  const queries = useQueryClient();
  const { permissions } = useSession();
  const { data, error: unread } = useRoles();
  const { waiting, error, act } = useActing();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = {
      name: name.trim(),
      permissions: picked,
      ...(days === '' ? {} : { expiresInDays: Number(days) }),
    };
    void act(async () => {
      onMade(await sendJson<Made>('POST', '/v1/access-tokens', asked));
      await queries.invalidateQueries({ queryKey: ['access-tokens'] });
    });
  };
  if (unread) return <Refusal error={unread} />;
  if (!data) return <Loading what="what a token can do" />;
  return (
    <form onSubmit={submit}>
      <div className="form-grid">
        <TextField
          label="Name of the token"
          required
          maxLength={100}
          autoFocus
          placeholder="nightly export"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField label="Works for" value={days} onChange={(event) => setDays(event.target.value)}>
          <option value="7">7 days</option>
          <option value="30">30 days</option>
          <option value="90">90 days</option>
          <option value="365">a year</option>
          <option value="">ever, until revoked</option>
        </SelectField>
      </div>
      <PickPermissions rows={forTokens(data.capabilities, permissions)} picked={picked} onPick={setPicked} />
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting || picked.length === 0}>
        {waiting ? 'Waiting for the journal …' : 'Make the token'}
      </Button>
    </form>
  );
}

export function MakeTokenSheet({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<Made>();
  return (
    <Sheet title={made ? 'Token made' : 'Make a token'} isOpen onClose={onClose} wide>
      {made ? (
        <>
          <ShownOnce
            text={made.token}
            copyLabel="Copy token"
            afterwards="Gamut keeps only a keyed hash of it."
          />
          <Button onPress={onClose}>I have it</Button>
        </>
      ) : (
        <MakeTokenForm onMade={setMade} />
      )}
    </Sheet>
  );
}
