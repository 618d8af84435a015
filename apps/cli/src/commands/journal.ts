/**
 * `gamut journal export --tenant SLUG --out FILE`: fetches the tenant's journal as a person would, signed in by a
 * one-time link as the demo's administrator, or for any tenant with an API token of it, so the export stands in the audit log
 * like any other; `--platform` fetches the platform's own, as the operator. Written whole or not at all.
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
import { origins } from '../environments.ts';
import { findOperator, findToken, originOf } from '../operator.ts';
import { demoTenant } from '../programs.ts';
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
  const { platform, headers } = await accessTo(tenant, flags.text('as'), world);
  const answer = await call(`${platform}/v1/journal/export`, {
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(exportMs),
  });
  if (!answer.ok || answer.body === null) throw await refusal(answer);
  if (answer.headers.get('content-disposition')?.includes(`"${tenant}.journal"`) !== true) {
    await answer.body.cancel();
    throw new AppError('conflict', `this token is not one of the tenant "${tenant}"`, {
      fix: `make an API token in ${tenant} and give that`,
    });
  }
  await writeWhole(path, Readable.fromWeb(answer.body));
  world.say(`exported ${tenant}'s journal to ${path}; check it without us: npx gamut verify ${out}`);
  return 0;
}

interface Access {
  readonly platform: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function accessTo(tenant: string, as: string | undefined, { env, home }: World): Promise<Access> {
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
        `export ${tenant}'s journal in its console, or give an API token of it in GAMUT_ACCESS_TOKEN[_FILE]`,
    );
  const access = operatorAccess(home, loadRunningState(home).ports);
  const email = as ?? (demoPeople[0]?.email as string);
  const cookie = await signIn(await mintSignInLink(access, tenant, email));
  return { platform: access.platform, headers: { cookie } };
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
