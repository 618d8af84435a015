/**
 * `gamut decide --explain ID`, or `--agent A --tool T --arguments JSON`: what each control saw, the reasons and the fix of each. The
 * first is a decision that was made; the second is a simulation of one that was not: nothing is performed, and it is on record.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { JsonValue } from '@gamut/kernel/canonical-json';
import { parseJson } from '@gamut/kernel/parse-json';
import { parseArguments, UsageError } from '../arguments.ts';
import { call } from '../operator-api.ts';
import { demoTenant } from '../programs.ts';
import { accessTo, refusalOf, type TenantAccess } from '../tenant-access.ts';
import type { World } from '../world.ts';

export interface ExplainedDecision {
  readonly kind: string;
  readonly reasons: readonly {
    readonly code: string;
    readonly message: string;
    readonly fix: string;
    readonly who: string;
  }[];
  readonly trace: readonly { readonly control: string; readonly verdict: string; readonly saw: string }[];
  readonly tenantRules?: readonly {
    readonly id: string;
    readonly version: number;
    readonly verdict: string;
  }[];
}

export async function decide(args: readonly string[], world: World): Promise<number> {
  const flags = parseArguments(
    args,
    {
      explain: 'switch',
      agent: 'text',
      tool: 'text',
      arguments: 'text',
      tenant: 'text',
      as: 'text',
      json: 'switch',
    },
    1,
  );
  const [id] = flags.words;
  const [agentId, tool] = [flags.text('agent'), flags.text('tool')];
  if (!flags.on('explain')) throw new UsageError('decide takes --explain: it explains, and performs nothing');
  if ((id === undefined) === (agentId === undefined || tool === undefined))
    throw new UsageError('decide --explain needs a decision id, or --agent NAME and --tool NAME');
  const given = parseGiven(flags.text('arguments'));
  const access = await accessTo(flags.text('tenant') ?? demoTenant.slug, flags.text('as'), world);
  const decision =
    id === undefined ? await simulate(access, agentId ?? '', tool, given) : await recorded(access, id);
  world.answer(flags.on('json') ? JSON.stringify(decision, null, 2) : wordDecision(decision));
  return 0;
}

async function recorded(access: TenantAccess, id: string): Promise<ExplainedDecision> {
  if (!/^dec_[0-9a-z]{26}$/.test(id)) throw new UsageError(`"${id}" is no id of a decision`);
  return (await ask(access, `/v1/decisions/${id}`)) as ExplainedDecision;
}

async function simulate(
  access: TenantAccess,
  agent: string,
  tool: string | undefined,
  given: JsonValue,
): Promise<ExplainedDecision> {
  const asked = { kind: 'call', agentId: await idOfAgent(access, agent), tool, arguments: given };
  const headers = await changing(access);
  const body = JSON.stringify({ name: 'gamut decide --explain', asked });
  const made = await ask(access, '/v1/simulations', { method: 'POST', headers, body });
  return (made as { result: { decision: ExplainedDecision } }).result.decision;
}

/** An agent is given by its id, or by the name that no other of the tenant has. */
async function idOfAgent(access: TenantAccess, given: string): Promise<string> {
  if (/^agt_[0-9a-z]{26}$/.test(given)) return given;
  for (let after = ''; ;) {
    const { data, nextCursor } = (await ask(access, `/v1/agents?limit=100${after}`)) as AgentsPage;
    const found = data.find(({ name }) => name === given);
    if (found !== undefined) return found.id;
    if (nextCursor === null) break;
    after = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
  throw new UsageError(`no agent of this tenant has the name or the id "${given}"`);
}

interface AgentsPage {
  readonly data: readonly { readonly id: string; readonly name: string }[];
  readonly nextCursor: string | null;
}

/** A session changes something only with its own token, from its own origin; an API token needs neither. */
async function changing(access: TenantAccess): Promise<Record<string, string>> {
  const json = { 'content-type': 'application/json' };
  if (access.headers['cookie'] === undefined) return json;
  const { csrfToken } = (await ask(access, '/v1/session')) as { csrfToken: string };
  return { ...json, origin: new URL(access.platform).origin, 'x-csrf-token': csrfToken };
}

async function ask(
  { platform, headers }: TenantAccess,
  path: string,
  init: RequestInit = {},
): Promise<unknown> {
  const own = (init.headers ?? {}) as Record<string, string>;
  const answer = await call(`${platform}${path}`, {
    ...init,
    redirect: 'error',
    headers: { ...headers, ...own },
  });
  if (!answer.ok) throw await refusalOf(answer, 'it can not be explained');
  return answer.json();
}

/** As the doors of Gateway read it: what they would refuse is not explained as another call. */
function parseGiven(text: string | undefined): JsonValue {
  let given: JsonValue;
  try {
    given = parseJson(text ?? '{}');
  } catch (error) {
    const why = error instanceof AppError ? error.message.replace('The body is', 'It is') : '';
    throw new UsageError(`--arguments can't be taken: ${why}`);
  }
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  throw new UsageError('--arguments takes one JSON object');
}

export function wordDecision({ kind, reasons, trace, tenantRules = [] }: ExplainedDecision): string {
  const verdicts = trace.map(
    ({ control, verdict, saw }, at) =>
      `  ${String(at + 1).padStart(2)} ${control.padEnd(18)} ${verdict.padEnd(16)} ${saw}`,
  );
  const rules = tenantRules.map(({ id, version, verdict }) => `     ${id} v${version}: ${verdict}`);
  const because = reasons.flatMap(({ code, message, fix, who }) => [
    `  ${code}: ${message}`,
    ...(fix === '' ? [] : [`      Fix (${who}): ${fix}`]),
  ]);
  const lines = [
    kind,
    '',
    'What each control saw',
    ...(verdicts.length === 0 ? ['  none was asked'] : verdicts),
    ...(rules.length === 0 ? [] : ['Rules of the tenant', ...rules]),
    ...(because.length === 0 ? [] : ['', 'Reasons', ...because]),
  ];
  return lines.map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd')).join('\n');
}
