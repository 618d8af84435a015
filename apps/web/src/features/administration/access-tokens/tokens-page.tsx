/** One's own API tokens: named, dated, each with no more than it was made for and its owner may do. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendJson } from '../../../api/client.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Page } from '../../../parts/page.tsx';
import { Empty } from '../../../parts/states.tsx';
import { useMay } from '../session/session.ts';
import { MakeTokenSheet } from './make-token-sheet.tsx';
import { TokenRegister } from './token-register.tsx';

const path = '/v1/access-tokens';

export function TokensPage() {
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const [mayMake, mayRevoke] = [useMay('token.create'), useMay('token.revoke')];
  const revoke = async (id: string): Promise<void> => {
    await sendJson('DELETE', `${path}/${id}`);
    await queries.invalidateQueries({ queryKey: ['access-tokens'] });
  };
  const make = mayMake ? (
    <Button weight="act" onPress={() => setMaking(true)}>
      Make a token
    </Button>
  ) : undefined;
  return (
    <Page
      title="Tokens"
      lead="For programs that act in your name. A token may do what it was made for, and at each request no more than you may at that moment."
      actions={make}
    >
      <TokenRegister
        path={path}
        revoke={mayRevoke ? revoke : undefined}
        empty={
          <Empty
            what="You have no API token."
            why="A program that speaks to Gamut’s API in your name needs one. Agents don’t: they have credentials of their own."
            action={<AppLink href="/help/api">What the API can do</AppLink>}
          />
        }
      />
      {making ? <MakeTokenSheet onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}
