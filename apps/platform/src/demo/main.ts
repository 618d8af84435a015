/**
 * Seeds the demo tenant once and ends. It runs with platform's own secrets, in development only, through the product's own
 * operations, so every record of the demo stands in its audit stream. Killed at any point, the next run goes on from there.
 */
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer } from '@gamut/crypto/sign';
import { createDatabase, type Database } from '@gamut/database/database';
import { readEnvironment } from '@gamut/service/environment';
import { startFailureLine } from '@gamut/service/run-until-stopped';
import { GateFailure } from '@gamut/service/start-gates';
import { systemTime } from '@gamut/service/system-time';
import { raiseTlsFloor } from '@gamut/service/transport';
import { verifyJournal } from '../audit/verify-journal.ts';
import { readPlatformConfig, type PlatformConfig } from '../config.ts';
import { openPlatformGates } from '../platform-gates.ts';
import { demoSlug } from './demo-tenant.ts';
import { seedDemo } from './seed-demo.ts';

/** The first thing that a visitor sees of the journal is that it holds: verified as an auditor would, and recorded as such. */
async function verifySeed(
  db: Database,
  { deployment, witnessVkey: witness }: Pick<PlatformConfig, 'deployment' | 'witnessVkey'>,
  journalSigningKey: Uint8Array,
): Promise<void> {
  const tenant = await db.findTenant({ slug: demoSlug });
  if (tenant === undefined) return;
  const signer = { deployment, key: ed25519Signer(journalSigningKey) };
  const { outcome } = await verifyJournal({ db, signer, witness, clock: systemTime }, tenant, 'Gamut');
  if (outcome !== 'verified') throw new Error(`the seeded journal is ${outcome}`);
}

try {
  const { config, secrets } = readPlatformConfig(process.env);
  if (config.mode !== 'development') {
    throw new GateFailure(
      'demo',
      'the demo tenant is made in development only',
      'set GAMUT_MODE=development, or leave the demo out',
    );
  }
  const environment = readEnvironment(process.env);
  const files = {
    tokens: environment.needText('GAMUT_DEMO_TOKENS_FILE'),
    claims: environment.needText('GAMUT_DEMO_CLAIMS'),
  };
  raiseTlsFloor();
  const db = createDatabase({
    url: secrets.databaseUrl,
    cells: secrets.cellUrls,
    tenantLoginSecret: secrets.tenantLoginSecret,
    applicationName: 'gamut-demo',
    poolSize: 2,
  });
  try {
    // whether the witness's key is one of these, platform itself asks before it serves
    const gates = { config, secrets, witnessPublicKey: undefined, db, clock: systemTime };
    await openPlatformGates(gates);
    const tenant = await db.findTenant({ slug: demoSlug });
    if (tenant === undefined || tenant.status === 'active') {
      await seedDemo({ db, clock: systemTime, random: randomBytes }, files);
      await verifySeed(db, config, secrets.journalSigningKey);
    } else process.stdout.write(`the demo tenant is ${tenant.status}, and left as it is\n`);
  } finally {
    await db.close();
  }
} catch (error) {
  process.stderr.write(`${startFailureLine(error)}\n`);
  if (!(error instanceof GateFailure))
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
