/**
 * Makes and revokes API tokens. A token is made for some of what its owner may do at that moment, and at each request may do no
 * more than its owner may then; its text is shown once and kept nowhere.
 */
import { authorize } from '@gamut/access/authorize';
import { permissionNames, permissionRow, type Permission } from '@gamut/access/permissions';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import { newApiToken } from '../../../access/api-token.ts';
import { countLiveTokens, insertToken, revokeToken } from '../../../access/api-token-store.ts';
import { standingOf, type Person } from '../../../access/person.ts';
import { markLost } from '../../../access/rights-lost.ts';
import type { Audited } from '../../../http/audited.ts';
import type { RecordedInControl } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import type { InTenant } from '../people/add-person.ts';
import { findMember } from '../people/member-store.ts';

const liveMax = 200;
const dayMs = 24 * 3_600_000;

export interface TokenAsked {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly expiresInDays?: number;
}

export interface TokenMade {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: string | null;
}

export async function makeAccessToken(call: InTenant, asked: TokenAsked): Promise<Audited<TokenMade>> {
  const { platform, person, tenant, inControl } = call;
  const permissions = asked.permissions.map((name, index) => judge(person, name, index));
  const nowMs = platform.clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const expiresAt =
    asked.expiresInDays === undefined ? null : new Date(nowMs + asked.expiresInDays * dayMs).toISOString();
  const id = newId('tok', nowMs, platform.random(16));
  const { token, mac } = newApiToken(id, platform.random, platform.tokenPepper);
  const whose = { userId: person.accountId, tenantId: tenant.id };
  return inControl(async (change) => {
    const { tx } = change;
    if ((await countLiveTokens(tx, whose, at)) >= liveMax) throw tooMany();
    await insertToken(tx, whose, { id, name: asked.name, permissions, mac, at, expiresAt });
    return change.succeed(
      {
        event: 'api_token.created',
        subject: { kind: 'api_token', id, name: asked.name },
        after: { permissions, expiresAt },
      },
      { id, token, expiresAt },
    );
  });
}

/** A token is made for what can be done with one, and by somebody who may. */
function judge(person: Person, name: string, index: number): Permission {
  const pointer = `/permissions/${String(index)}`;
  const permission = permissionNames.find((known) => known === name);
  if (permission === undefined)
    throw invalidField(pointer, 'is no permission', 'GET /v1/roles names them all.');
  if (permissionRow(permission).sessionOnly)
    throw invalidField(pointer, 'is for people at a screen', 'Leave it out: no token can do this.');
  const access = authorize(standingOf(person), permission);
  if (!access.allowed) throw invalidField(pointer, `is more than you may: ${access.message}`, access.fix);
  return permission;
}

/** Of oneself, or for an administrator of anybody here. @throws AppError `not_found` */
export async function revokeAccessToken(
  call: InTenant,
  personId: string,
  tokenId: string,
): Promise<Audited<RecordedInControl>> {
  const { tenant, inControl } = call;
  return inControl(async (change) => {
    const { tx } = change;
    const member = await findMember(tx, tenant.id, personId);
    if (member === undefined) throw notFound('person');
    const row = await revokeToken(tx, { userId: member.user_id, tenantId: tenant.id }, tokenId, change.now());
    if (row === undefined) throw notFound('API token');
    await change.inTenant((inTenant) => markLost(inTenant, [tokenId]));
    return change.recorded({
      event: 'api_token.revoked',
      subject: { kind: 'api_token', id: tokenId, name: row.name },
      before: { permissions: [...row.permissions], of: personId },
    });
  });
}

function tooMany(): AppError {
  return new AppError('conflict', `There are ${String(liveMax)} API tokens that can still be used.`, {
    fix: 'Revoke those that nobody uses: the list shows when each was last used.',
    who: 'the person',
  });
}
