/**
 * `gamut operator …`: names the people who operate the platform, with the root token; and asks tenants for support access, with a
 * support operator's own (GAMUT_OPERATOR_TOKEN). Tokens are shown this once.
 */
import { parseArguments, UsageError, type Parsed } from '../arguments.ts';
import { findOperator } from '../operator.ts';
import type { World } from '../world.ts';

type Verb = (args: readonly string[], world: World) => Promise<number>;
type Row = Readonly<Record<string, unknown>>;

const verbs: Readonly<Record<string, Verb>> = {
  create,
  list: (args, world) => list('/operators', operatorLine, args, world),
  revoke,
  ask,
  requests: (args, world) => list('/support-requests', requestLine, args, world),
  open,
  'give-up': giveUp,
};

export async function operator(args: readonly string[], world: World): Promise<number> {
  const [word, ...rest] = args;
  const verb = word !== undefined && Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  if (verb !== undefined) return verb(rest, world);
  const known = Object.keys(verbs).join(', ');
  throw new UsageError(
    word === undefined ? `operator needs a word: ${known}` : `"operator ${word}" is unknown: ${known}`,
  );
}

async function create(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(
    args,
    { name: 'text', email: 'text', role: 'text', days: 'text', json: 'switch' },
    0,
  );
  const made = (await findOperator(world).post('/operators', {
    name: needed(flags, 'create', 'name'),
    email: needed(flags, 'create', 'email'),
    role: needed(flags, 'create', 'role'),
    expiresInDays: wholeNumber(flags.text('days') ?? '90', 'days'),
  })) as { operator: Row; token: string };
  if (flags.on('json')) world.answer(JSON.stringify(made, null, 2));
  else world.answer(`${made.token}\nof ${operatorLine(made.operator)}; it is shown this once`);
  return 0;
}

async function revoke(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, { reason: 'text', json: 'switch' }, 1);
  const reason = needed(flags, 'revoke', 'reason');
  const row = (await findOperator(world).post(`/operators/${idOf(flags, 'revoke')}/revoke`, {
    reason,
  })) as Row;
  world.answer(flags.on('json') ? JSON.stringify(row, null, 2) : `${String(row['name'])} is revoked`);
  return 0;
}

async function ask(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(
    args,
    { tenant: 'text', hours: 'text', role: 'text', reason: 'text', json: 'switch' },
    0,
  );
  const row = (await findOperator(world).post('/support-requests', {
    tenant: needed(flags, 'ask', 'tenant'),
    reason: needed(flags, 'ask', 'reason'),
    hours: wholeNumber(flags.text('hours') ?? '1', 'hours'),
    role: flags.text('role') ?? 'standard',
  })) as Row;
  world.answer(flags.on('json') ? JSON.stringify(row, null, 2) : requestLine(row));
  return 0;
}

async function open(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, { json: 'switch' }, 1);
  const path = `/support-requests/${idOf(flags, 'open')}/open`;
  const made = (await findOperator(world).post(path, {})) as { request: Row; token: string };
  if (flags.on('json')) world.answer(JSON.stringify(made, null, 2));
  else world.answer(`${made.token}\nreads until ${String(made.request['openUntil'])}; it is shown this once`);
  return 0;
}

async function giveUp(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(args, {}, 1);
  const row = await findOperator(world).post(`/support-requests/${idOf(flags, 'give-up')}/give-up`, {});
  world.answer(requestLine(row as Row));
  return 0;
}

async function list(
  path: string,
  line: (row: Row) => string,
  args: readonly string[],
  world: World,
): Promise<number> {
  const asJson = parseArguments(args, { json: 'switch' }, 0).on('json');
  const caller = findOperator(world);
  const rows: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await caller.get(`${path}?limit=200${more}`)) as { data: Row[]; next: string | null };
    rows.push(...page.data);
    cursor = page.next;
  }
  if (asJson) world.answer(JSON.stringify(rows, null, 2));
  else for (const row of rows) world.answer(line(row));
  return 0;
}

function operatorLine(row: Row): string {
  const [id, role, name, email, expires] = ['id', 'role', 'name', 'email', 'expiresAt'].map((one) =>
    String(row[one]),
  );
  const until = row['revokedAt'] === null ? `until ${expires ?? ''}` : 'revoked';
  return `${id ?? ''}  ${role?.padEnd(16) ?? ''}  ${name ?? ''} <${email ?? ''}>  ${until}`;
}

function requestLine(row: Row): string {
  const [id, tenant, role, status, until] = ['id', 'tenant', 'role', 'status', 'openUntil'].map((one) =>
    String(row[one]),
  );
  return `${id ?? ''}  ${tenant ?? ''}  ${role ?? ''}  ${status ?? ''} until ${until ?? ''}`;
}

function idOf(flags: Parsed, verb: string): string {
  const [id] = flags.words;
  if (id === undefined) throw new UsageError(`operator ${verb} needs an id`);
  return encodeURIComponent(id);
}

function needed(flags: Parsed, verb: string, flag: string): string {
  const value = flags.text(flag);
  if (value === undefined) throw new UsageError(`operator ${verb} needs --${flag}`);
  return value;
}

function wholeNumber(value: string, flag: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(value)) throw new UsageError(`--${flag} takes a whole number`);
  return Number(value);
}
