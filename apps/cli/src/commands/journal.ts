/**
 * `gamut journal export --tenant SLUG --out FILE`: fetches the tenant's journal as a person would, signed in by a
 * one-time link as its administrator, so the export stands in the audit log like any other; `--platform` instead of a tenant
 * fetches the platform's own, as the operator. Written whole or not at all.
 */
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@gamut/kernel/app-error';
import { parseArguments, UsageError } from '../arguments.ts';
import { operatorAccess } from '../demo-credentials.ts';
import { demoPeople } from '../demo-people.ts';
import { asDiskError } from '../durable-file.ts';
import { call, mintSignInLink, signIn } from '../operator-api.ts';
import { findOperator } from '../operator.ts';
import { loadRunningState } from '../running-state.ts';
import type { World } from '../world.ts';

const exportMs = 600_000;

export async function journal(args: readonly string[], world: World): Promise<number> {
  const [which, ...rest] = args;
  if (which !== 'export')
    throw new UsageError(
      which === undefined ? 'journal needs a word: export' : `"journal ${which}" is unknown: export`,
    );
  const flags = parseArguments(rest, { tenant: 'text', out: 'text', as: 'text', platform: 'switch' }, 0);
  const tenant = flags.text('tenant');
  const out = flags.text('out');
  if (out === undefined || (tenant === undefined) !== flags.on('platform'))
    throw new UsageError('journal export needs --out FILE and one of --tenant SLUG and --platform');
  const path = resolve(world.workingFolder, out);
  if (tenant === undefined) {
    await writeWhole(path, Readable.fromWeb(await findOperator(world).download('/journal/export', exportMs)));
    world.say(`exported the platform's own journal to ${path}; check it without us: npx gamut verify ${out}`);
    return 0;
  }
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(tenant))
    throw new UsageError(`"${tenant}" is no tenant's slug: small letters, digits and hyphens`);
  const ports = loadRunningState(world.home).ports;
  const access = operatorAccess(world.home, ports);
  const email = flags.text('as') ?? (demoPeople[0]?.email as string);
  const cookie = await signIn(await mintSignInLink(access, tenant, email));
  const answer = await call(`${access.platform}/v1/journal/export`, {
    headers: { cookie },
    signal: AbortSignal.timeout(exportMs),
  });
  if (!answer.ok || answer.body === null) throw await refusal(answer);
  await writeWhole(path, Readable.fromWeb(answer.body));
  world.say(`exported ${tenant}'s journal to ${path}; check it without us: npx gamut verify ${out}`);
  return 0;
}

async function writeWhole(path: string, content: Readable): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await pipeline(content, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw asDiskError(error, path);
  }
}

async function refusal(answer: Response): Promise<AppError> {
  const body = (await answer.json().catch(() => ({}))) as { message?: unknown; fix?: unknown };
  const reason = typeof body.message === 'string' ? body.message : `HTTP ${answer.status}`;
  return new AppError(
    'dependency_failed',
    `the journal was not exported: ${reason}`,
    typeof body.fix === 'string' ? { fix: body.fix } : {},
  );
}
