/**
 * `gamut journal export --tenant SLUG --out FILE [--replay FILE [--whole-arguments]]`: fetches the tenant's journal as a person would, signed in by a
 * one-time link as the demo's administrator, or for any tenant with an API token of it, so the export stands in the audit log
 * like any other; `--platform` fetches the platform's own, as the operator. Written whole or not at all.
 */
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@gamut/kernel/app-error';
import { parseArguments, UsageError } from '../arguments.ts';
import { asDiskError } from '../durable-file.ts';
import { call } from '../operator-api.ts';
import { findOperator } from '../operator.ts';
import { accessTo, refusalOf, type TenantAccess } from '../tenant-access.ts';
import type { World } from '../world.ts';

const exportMs = 600_000;

export async function journal(args: readonly string[], world: World): Promise<number> {
  const [which, ...rest] = args;
  if (which !== 'export')
    throw new UsageError(
      which === undefined ? 'journal needs a word: export' : `"journal ${which}" is unknown: export`,
    );
  const flags = parseArguments(
    rest,
    {
      tenant: 'text',
      out: 'text',
      as: 'text',
      replay: 'text',
      'whole-arguments': 'switch',
      platform: 'switch',
    },
    0,
  );
  const tenant = flags.text('tenant');
  const out = flags.text('out');
  const material = flags.text('replay');
  const whole = flags.on('whole-arguments');
  if (out === undefined || (tenant === undefined) !== flags.on('platform'))
    throw new UsageError('journal export needs --out FILE and one of --tenant SLUG and --platform');
  if (whole && material === undefined)
    throw new UsageError('--whole-arguments says what --replay FILE holds, so it needs that');
  const path = resolve(world.workingFolder, out);
  if (tenant === undefined) {
    await writeWhole(path, Readable.fromWeb(await findOperator(world).download('/journal/export', exportMs)));
    world.say(`exported the platform's own journal to ${path}; check it without us: npx gamut verify ${out}`);
    return 0;
  }
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(tenant))
    throw new UsageError(`"${tenant}" is no tenant's slug: small letters, digits and hyphens`);
  const access = await accessTo(tenant, flags.text('as'), world);
  await download(access, `/v1/journal/export`, { path, fileName: `${tenant}.journal`, tenant });
  world.say(`exported ${tenant}'s journal to ${path}; check it without us: npx gamut verify ${out}`);
  if (material === undefined) return 0;
  const beside = resolve(world.workingFolder, material);
  await download(access, whole ? '/v1/journal/replay-whole' : '/v1/journal/replay', {
    path: beside,
    fileName: whole ? `${tenant}.whole.replay` : `${tenant}.replay`,
    tenant,
  });
  world.say(`and what its decisions are derived from: npx gamut verify ${out} --replay ${material}`);
  return 0;
}

async function download(
  { platform, headers }: TenantAccess,
  from: string,
  to: { readonly path: string; readonly fileName: string; readonly tenant: string },
): Promise<void> {
  const answer = await call(`${platform}${from}`, {
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(exportMs),
  });
  if (!answer.ok || answer.body === null) throw await refusalOf(answer, 'it was not exported');
  if (answer.headers.get('content-disposition')?.includes(`"${to.fileName}"`) !== true) {
    await answer.body.cancel();
    throw new AppError('conflict', `this token is not one of the tenant "${to.tenant}"`, {
      fix: `make an API token in ${to.tenant} and give that`,
    });
  }
  await writeWhole(to.path, Readable.fromWeb(answer.body));
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
