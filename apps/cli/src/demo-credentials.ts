/** What a script or a first-time reader needs to try the demo: addresses, a fresh one-time link for each person, each agent's token. */
import { rmSync } from 'node:fs';
import { AppError } from '@gamut/kernel/app-error';
import { demoPeople } from './demo-people.ts';
import { readJsonIfPresent } from './durable-file.ts';
import { demoTokensFile, origins } from './environments.ts';
import { findKeys } from './keys.ts';
import { mintSignInLink, type OperatorAccess } from './operator-api.ts';
import { demoTenant } from './programs.ts';
import type { Home } from './home.ts';
import type { Ports } from './ports.ts';

export interface DemoCredentials {
  readonly platform: string;
  readonly gateway: string;
  readonly people: readonly { readonly role: string; readonly email: string; readonly signIn: string }[];
  readonly agents: readonly { readonly name: string; readonly level: string; readonly token: string }[];
}

export async function loadDemoCredentials(home: Home, ports: Ports): Promise<DemoCredentials> {
  const { platform, gateway } = origins(ports);
  const access = operatorAccess(home, ports);
  const people = await Promise.all(
    demoPeople.map(async ({ role, email }) => ({
      role,
      email,
      signIn: await mintSignInLink(access, demoTenant.slug, email),
    })),
  );
  return { platform, gateway, people, agents: loadDemoAgents(home) };
}

export function operatorAccess(home: Home, ports: Ports): OperatorAccess {
  const keys = findKeys(home.keys);
  if (keys === undefined)
    throw new AppError('unavailable', `${home.keys} holds no keys`, {
      fix: 'start Gamut once with npm start',
    });
  return { platform: origins(ports).platform, token: keys.text('operator', 'GAMUT_OPERATOR_TOKEN') };
}

/** False when the seed's tokens were lost or cut short: then it issues new ones. */
export function holdsDemoAgents(home: Home): boolean {
  return Array.isArray((readJsonIfPresent(demoTokensFile(home)) as { agents?: unknown } | undefined)?.agents);
}

/** A restore revokes them all: the next start finds none, and issues new ones. */
export function forgetDemoAgents(home: Home): void {
  rmSync(demoTokensFile(home), { force: true });
}

/** The tokens that the seed wrote, 0600. */
export function loadDemoAgents(home: Home): DemoCredentials['agents'] {
  const path = demoTokensFile(home);
  const record = readJsonIfPresent(path) as { agents?: unknown } | undefined;
  if (!Array.isArray(record?.agents)) {
    throw new AppError('not_found', `${path} is missing: the demo's agent tokens are not known`, {
      fix: 'stop and start again: the start issues new tokens',
    });
  }
  return (record.agents as Record<string, unknown>[]).map(({ name, level, token }) => ({
    name: String(name),
    level: String(level),
    token: String(token),
  }));
}
