/**
 * `provision logins renew`: after TENANT_LOGIN_SECRET was replaced, the tenants' own logins of every cell get the passwords that the
 * new one gives. Platform is started again with the new secret; until then its new connections are refused.
 */
import { renewTenantLogins } from '@gamut/database/renew-tenant-logins';
import { AppError } from '@gamut/kernel/app-error';
import { appendControl } from '../audit/append-control.ts';
import { cellNames, openCellSession, type ProvisionParts } from './provision-parts.ts';

/**
 * @returns how many logins were renewed, over all cells
 * @throws AppError when there is no secret, or a cell is away: given again, it goes on
 */
export async function renewLogins(parts: ProvisionParts): Promise<number> {
  const { tenantLoginSecret } = parts;
  if (tenantLoginSecret === undefined)
    throw new AppError('bad_request', 'the tenants of this deployment have no logins of their own', {
      fix: 'hand TENANT_LOGIN_SECRET to provision, where the posture is one login for each tenant',
      who: 'whoever operates Gamut',
    });
  let renewed = 0;
  for (const cell of cellNames(parts)) {
    const session = await openCellSession(parts, cell);
    try {
      const here = await renewTenantLogins(session, tenantLoginSecret);
      parts.say(`${cell}: ${String(here)} logins renewed`);
      renewed += here;
    } finally {
      await session.close();
    }
  }
  const home = await openCellSession(parts, 'home');
  try {
    await home.transaction(() =>
      appendControl(home, parts, {
        actor: { kind: 'system', id: 'provision', name: 'Provision' },
        event: 'tenant_logins.renewed',
        subject: { kind: 'deployment', id: 'tenant-logins', name: 'Logins of all tenants' },
        after: { renewed },
      }),
    );
  } finally {
    await home.close();
  }
  return renewed;
}
