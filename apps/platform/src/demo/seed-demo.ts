/** The order of the seed: people, connectors with their classified tools, gates and playbooks, agents with their rights, tokens last. */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { demoSlug } from './demo-tenant.ts';
import { listSeededAgents, seedAgents } from './seed-agents.ts';
import { seedConnectors } from './seed-connectors.ts';
import { seedCredentials } from './seed-credentials.ts';
import { seedGuards } from './seed-guards.ts';
import { seedPeople } from './seed-people.ts';
import type { Seeding } from './seeding.ts';

export interface DemoPlaces {
  /** File that takes the agents' tokens. */
  readonly tokens: string;
  /** Absolute path of the claims folder: the root of the filesystem tools' targets. */
  readonly claims: string;
}

export async function seedDemo(
  parts: { readonly db: Database; readonly clock: Clock; readonly random: RandomBytes },
  places: DemoPlaces,
): Promise<void> {
  const tenant = await parts.db.findTenant({ slug: demoSlug });
  if (tenant === undefined) {
    throw new AppError('not_found', `There is no tenant ${demoSlug}.`, {
      fix: `provision tenant create --slug ${demoSlug} first`,
    });
  }
  const first: Seeding = { ...parts, tenant, actor: { kind: 'system', id: 'demo', name: 'Demo' } };
  const people = await seedPeople(first);
  const seeding: Seeding = {
    ...first,
    actor: { kind: 'person', id: people.ciso.id, name: people.ciso.name },
  };
  const tools = await seedConnectors(seeding, places.claims);
  await seedGuards(seeding);
  await seedAgents(seeding, people, tools);
  // the tokens are with whoever has the machine, not with one of its people, who may all approve
  await seedCredentials(first, await listSeededAgents(seeding), places.tokens);
}
