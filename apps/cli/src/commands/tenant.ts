/**
 * `gamut tenant …`: asks the operator's interface of a running platform, which leaves the work to the provision process, and shows
 * each step as it is done. It opens no database.
 */
import { parseArguments, UsageError, type Parsed } from '../arguments.ts';
import { forgetDemoAgents } from '../demo-credentials.ts';
import { findOperator, type Operator } from '../operator.ts';
import { followJob } from '../follow-job.ts';
import { demoTenant } from '../programs.ts';
import type { World } from '../world.ts';

type Verb = (args: readonly string[], world: World) => Promise<number>;

const verbs: Readonly<Record<string, Verb>> = {
  create,
  list,
  invite,
  reset,
  suspend: (args, world) => setStanding('suspend', args, world),
  reactivate: (args, world) => setStanding('reactivate', args, world),
  plan: changePlan,
  move,
  export: exportTenant,
  restore,
  delete: deleteTenant,
};
const waiting = { json: 'switch', 'no-wait': 'switch' } as const;

export async function tenant(args: readonly string[], world: World): Promise<number> {
  const [word, ...rest] = args;
  const verb = word !== undefined && Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  if (verb !== undefined) return verb(rest, world);
  const known = Object.keys(verbs).join(', ');
  throw new UsageError(
    word === undefined ? `tenant needs a word: ${known}` : `"tenant ${word}" is unknown: ${known}`,
  );
}

async function create(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(
    args,
    { slug: 'text', name: 'text', plan: 'text', cell: 'text', ...waiting },
    0,
  );
  const [slug, name, plan] = ['slug', 'name', 'plan'].map((flag) => flags.text(flag));
  if (slug === undefined || name === undefined || plan === undefined)
    throw new UsageError('tenant create needs --slug, --name and --plan');
  const cell = flags.text('cell');
  const body = { slug, name, plan, ...(cell === undefined ? {} : { cell }) };
  return ask(world, flags, '/tenants', body, `tenant ${slug}`);
}

async function list(args: readonly string[], world: World): Promise<number> {
  const asJson = parseArguments(args, { json: 'switch' }, 0).on('json');
  const operator = findOperator(world);
  const rows: Record<string, unknown>[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = (await operator.get(
      `/tenants?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )) as { data: Record<string, unknown>[]; next: string | null };
    rows.push(...page.data);
    cursor = page.next;
  }
  if (asJson) world.answer(JSON.stringify(rows, null, 2));
  else for (const row of rows) world.answer(lineOf(row));
  return 0;
}

/** How anybody gets into a tenant for the first time. The link is shown this once, and lasts 72 hours. */
async function invite(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, { email: 'text', name: 'text', json: 'switch' }, 1);
  const slug = slugOf(flags, 'invite');
  const [email, name] = [flags.text('email'), flags.text('name')];
  if (email === undefined || name === undefined)
    throw new UsageError('tenant invite needs --email and --name of the administrator');
  const answer = (await findOperator(world).post(`/tenants/${encodeURIComponent(slug)}/administrators`, {
    email,
    name,
  })) as { url: string; expiresAt: string };
  if (flags.on('json')) world.answer(JSON.stringify(answer, null, 2));
  else world.answer(`${answer.url}\ngood for one use until ${answer.expiresAt}`);
  return 0;
}

/** The way back for a tenant's only administrator: the link opens after a day, and not once they sign in. */
async function reset(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, { email: 'text', json: 'switch' }, 1);
  const slug = slugOf(flags, 'reset');
  const email = flags.text('email');
  if (email === undefined) throw new UsageError('tenant reset needs --email of the administrator');
  const path = `/tenants/${encodeURIComponent(slug)}/reset-links`;
  const answer = (await findOperator(world).post(path, { email })) as {
    url: string;
    usableFrom: string;
    expiresAt: string;
  };
  if (flags.on('json')) world.answer(JSON.stringify(answer, null, 2));
  else
    world.answer(
      `${answer.url}\ngood for one use from ${answer.usableFrom} until ${answer.expiresAt}, unless they sign in before`,
    );
  return 0;
}

/** A line of a list stays a line, and shows as it is written: reasons and names are other people's words. */
export function lineOf(row: Record<string, unknown>): string {
  const [slug, status, plan, cell] = ['slug', 'status', 'plan', 'cell'].map((name) => String(row[name]));
  const reason = row['statusReason'];
  const why = status !== 'active' && typeof reason === 'string' ? `  (${reason})` : '';
  return `${slug?.padEnd(24) ?? ''} ${status?.padEnd(10) ?? ''} ${plan?.padEnd(11) ?? ''} ${cell?.padEnd(10) ?? ''} ${String(row['name'])}${why}`.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    '\ufffd',
  );
}

async function setStanding(
  verb: 'suspend' | 'reactivate',
  args: readonly string[],
  world: World,
): Promise<number> {
  const flags = parseArguments(args, { reason: 'text', json: 'switch' }, 1);
  const slug = slugOf(flags, verb);
  const answer = await findOperator(world).post(`/tenants/${encodeURIComponent(slug)}/${verb}`, {
    reason: reasonOf(flags, verb),
  });
  if (flags.on('json')) world.answer(JSON.stringify(answer, null, 2));
  else world.answer(`${slug} is ${String((answer as { status?: unknown }).status)}`);
  return 0;
}

async function changePlan(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(
    args,
    { plan: 'text', reason: 'text', 'trial-days': 'text', json: 'switch' },
    1,
  );
  const slug = slugOf(flags, 'plan');
  const plan = flags.text('plan');
  if (plan === undefined) throw new UsageError('tenant plan needs --plan PLAN');
  const days = flags.text('trial-days');
  if (days !== undefined && !/^[1-9][0-9]{0,2}$/.test(days))
    throw new UsageError('--trial-days takes a whole number');
  const answer = (await findOperator(world).post(`/tenants/${encodeURIComponent(slug)}/plan`, {
    plan,
    reason: reasonOf(flags, 'plan'),
    ...(days === undefined ? {} : { trialDays: Number(days) }),
  })) as { plan?: unknown; trialEndsAt?: unknown };
  const until = typeof answer.trialEndsAt === 'string' ? ` until ${answer.trialEndsAt}` : '';
  if (flags.on('json')) world.answer(JSON.stringify(answer, null, 2));
  else world.answer(`${slug} has the plan ${String(answer.plan)}${until}`);
  return 0;
}

async function move(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, { cell: 'text', ...waiting }, 1);
  const slug = slugOf(flags, 'move');
  const cell = flags.text('cell');
  if (cell === undefined) throw new UsageError('tenant move needs --cell CELL');
  return ask(
    world,
    flags,
    `/tenants/${encodeURIComponent(slug)}/move`,
    { cell },
    `move of ${slug} to ${cell}`,
  );
}

async function exportTenant(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, waiting, 1);
  const slug = slugOf(flags, 'export');
  return ask(world, flags, `/tenants/${encodeURIComponent(slug)}/export`, {}, `export of ${slug}`);
}

async function restore(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(
    args,
    { slug: 'text', sha256: 'text', id: 'text', cell: 'text', 'after-deletion': 'switch', ...waiting },
    1,
  );
  const [file] = flags.words;
  const slug = flags.text('slug');
  if (file === undefined || slug === undefined)
    throw new UsageError('tenant restore needs FILE, a name in the folder of exports, and --slug SLUG');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/.test(file))
    throw new UsageError(
      `"${file}" is no file name: put the file into the folder of exports and give its plain name`,
    );
  const optional = { sha256: flags.text('sha256'), tenant: flags.text('id'), cell: flags.text('cell') };
  const body = {
    file,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...(flags.on('after-deletion') ? { afterDeletion: true } : {}),
  };
  const path = `/tenants/${encodeURIComponent(slug)}/restore`;
  const code = await ask(world, flags, path, body, `restore of ${slug}`);
  if (code === 0 && slug === demoTenant.slug) forgetDemoAgents(world.home);
  return code;
}

async function deleteTenant(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, { reason: 'text', yes: 'switch', ...waiting }, 1);
  const slug = slugOf(flags, 'delete');
  const reason = reasonOf(flags, 'delete');
  if (!flags.on('yes'))
    throw new UsageError(
      `this destroys every record of "${slug}" and its keys, for good; say --yes if that is meant`,
    );
  return ask(
    world,
    flags,
    `/tenants/${encodeURIComponent(slug)}/delete`,
    { slug, reason },
    `deletion of ${slug}`,
  );
}

function slugOf(flags: Parsed, verb: string): string {
  const [slug] = flags.words;
  if (slug === undefined) throw new UsageError(`tenant ${verb} needs the tenant's slug`);
  return slug;
}

function reasonOf(flags: Parsed, verb: string): string {
  const reason = flags.text('reason');
  if (reason === undefined)
    throw new UsageError(`tenant ${verb} needs --reason TEXT: it is kept in the journal`);
  return reason;
}

/** Asks for work, and unless told otherwise waits for it. */
async function ask(world: World, flags: Parsed, path: string, body: object, what: string): Promise<number> {
  const operator: Operator = findOperator(world);
  const { job } = (await operator.post(path, body)) as { job: string };
  if (flags.on('no-wait')) {
    world.answer(flags.on('json') ? JSON.stringify({ job }) : job);
    return 0;
  }
  return followJob(world, operator, { job, what, asJson: flags.on('json') });
}
