/** How the launcher reaches one tenant's interface: with an API token of it, or, in the demo, by a one-time link as a named person. */
import { AppError } from '@gamut/kernel/app-error';
import { UsageError } from './arguments.ts';
import { operatorAccess } from './demo-credentials.ts';
import { demoPeople } from './demo-people.ts';
import { origins } from './environments.ts';
import { mintSignInLink, signIn } from './operator-api.ts';
import { findToken, originOf } from './operator.ts';
import { demoTenant } from './programs.ts';
import { loadRunningState } from './running-state.ts';
import type { World } from './world.ts';

export interface TenantAccess {
  readonly platform: string;
  readonly headers: Readonly<Record<string, string>>;
}

export async function accessTo(
  tenant: string,
  as: string | undefined,
  { env, home }: World,
): Promise<TenantAccess> {
  const token = findToken(env, 'GAMUT_ACCESS_TOKEN');
  const url = env['GAMUT_PLATFORM_URL'];
  if (token !== undefined && as === undefined) {
    const platform =
      url === undefined || url === '' ? origins(loadRunningState(home).ports).platform : originOf(url);
    return { platform, headers: { authorization: `Bearer ${token}` } };
  }
  if (tenant !== demoTenant.slug && as === undefined)
    throw new UsageError(
      `without a token this signs in as the demo's administrator, and works for "${demoTenant.slug}" alone: ` +
        `use ${tenant}'s console, or give an API token of it in GAMUT_ACCESS_TOKEN[_FILE]`,
    );
  const access = operatorAccess(home, loadRunningState(home).ports);
  const email = as ?? (demoPeople[0]?.email as string);
  const cookie = await signIn(await mintSignInLink(access, tenant, email));
  return { platform: access.platform, headers: { cookie } };
}

export async function refusalOf(answer: Response, what: string): Promise<AppError> {
  const body = (await answer.json().catch(() => ({}))) as { message?: unknown; fix?: unknown };
  const reason = typeof body.message === 'string' ? body.message : `HTTP ${answer.status}`;
  return new AppError(
    'dependency_failed',
    `${what}: ${reason}`,
    typeof body.fix === 'string' ? { fix: body.fix } : {},
  );
}
