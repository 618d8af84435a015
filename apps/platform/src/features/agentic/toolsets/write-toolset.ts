/**
 * Makes, changes and removes toolsets. A change reaches every agent that holds the toolset with the next decision, so whoever
 * makes it names them: what was shown to them is what they change.
 */
import { AppError } from '@gamut/kernel/app-error';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import { countTools } from '../approval-gates/approval-gate-store.ts';
import { assertMayGive } from '../agents/may-give.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertAmountCurrency } from '../known-currency.ts';
import type { NewToolset, NewToolTerms, Toolset, ToolsetChange, ToolTerms } from './toolset.ts';
import { holdAgents, listHeldTools } from './held-tool-store.ts';
import { deleteToolset, findToolset, insertToolset, lockToolset, updateToolset } from './toolset-store.ts';
import { assertSaid, whatStays, type StayingTool } from './what-stays.ts';

export async function createToolset(change: Change, wanted: NewToolset): Promise<Audited<Toolset>> {
  const { tx, actor } = change;
  const tools = await soundTerms(tx, wanted.tools);
  const id = change.newId('tls');
  const { name, purpose } = wanted;
  await insertToolset(tx, { id, name, purpose, tools, at: change.now(), by: actor.id });
  await bumpFacts(tx);
  const toolset = await loadToolset(tx, id);
  return change.succeed(
    { event: 'toolset.created', subject: { kind: 'toolset', id, name }, after: shown(toolset) },
    toolset,
  );
}

export async function changeToolset(
  change: Change,
  id: string,
  { version, affects, stays = [], reason, ...wanted }: ToolsetChange,
): Promise<Audited<Toolset>> {
  const { tx, actor } = change;
  // the agents before the toolset, as whoever grants or takes it
  const agents = await holdAgents(tx, affects);
  const before = await lockToolset(tx, id);
  if (before === undefined) throw notFound('toolset');
  const tools = await soundTerms(tx, wanted.tools);
  assertSeen(before, version, affects);
  const staying = await stayingWithout(tx, before, tools);
  assertSaid(staying, stays, 'Take it from them in the other way first.');
  if (!onlyTakes(before, tools) || staying.some(({ loses }) => loses.length > 0))
    await assertMayGive(
      change,
      agents,
      tools.map(({ toolId }) => toolId),
    );
  else change.separation.tightens();
  const purpose = wanted.purpose ?? before.purpose;
  await updateToolset(tx, { id, version: version + 1, purpose, tools, at: change.now(), by: actor.id });
  await bumpFacts(tx);
  const toolset = await loadToolset(tx, id);
  return change.succeed(
    {
      event: 'toolset.changed',
      subject: { kind: 'toolset', id, name: before.name },
      before: shown(before),
      after: {
        ...shown(toolset),
        affects: toolset.heldBy.map((agent) => agent.id),
        ...(staying.length === 0
          ? {}
          : { stays: staying.map(({ agentId, tool, loses }) => ({ agentId, tool, loses: [...loses] })) }),
      },
      reason,
    },
    toolset,
  );
}

export async function removeToolset(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const before = await lockToolset(tx, id);
  if (before === undefined) throw notFound('toolset');
  if (before.heldBy.length > 0)
    throw new AppError('conflict', `Held by ${namesOf(before)}.`, {
      fix: 'Withdraw it from them first.',
      who: 'the person',
    });
  await deleteToolset(tx, id);
  await bumpFacts(tx);
  const subject = { kind: 'toolset', id, name: before.name };
  return change.recorded({ event: 'toolset.removed', subject, before: shown(before) });
}

export async function loadToolset(tx: TenantReader, id: string): Promise<Toolset> {
  const toolset = await findToolset(tx, id);
  if (toolset === undefined) throw notFound('toolset');
  return toolset;
}

/** Tools are taken out, and what is left has the terms that it had: no agent goes further by it. */
function onlyTakes(before: Toolset, tools: readonly Omit<ToolTerms, 'tool'>[]): boolean {
  const had = new Map(
    before.tools.map(({ tool: _, ...terms }) => [terms.toolId, canonicalJson({ ...terms })]),
  );
  return tools.every((terms) => had.get(terms.toolId) === canonicalJson({ ...terms }));
}

/** What is taken out of it, and its agents go on having in another way. */
async function stayingWithout(
  tx: TenantReader,
  { id, heldBy }: Toolset,
  tools: readonly { readonly toolId: string }[],
): Promise<StayingTool[]> {
  const kept = new Set(tools.map(({ toolId }) => toolId));
  const held = await listHeldTools(
    tx,
    heldBy.map((agent) => agent.id),
  );
  return whatStays(
    held,
    new Set(held.filter(({ toolsetId, toolId }) => toolsetId === id && !kept.has(toolId))),
  );
}

/** What somebody changes is what they saw: this version, held by these agents. */
function assertSeen(before: Toolset, version: number, affects: readonly string[]): void {
  if (before.version !== version)
    throw new AppError('conflict', `This toolset is at version ${before.version} by now.`, {
      fix: 'Look at it again, and change that version.',
      who: 'the person',
    });
  const named = new Set(affects);
  if (named.size === before.heldBy.length && before.heldBy.every(({ id }) => named.has(id))) return;
  const holders = before.heldBy.length === 0 ? 'no agent' : namesOf(before);
  throw new AppError('conflict', `The change would concern ${holders}, and that is not what it names.`, {
    fix: 'Look at heldBy of the toolset, and name exactly these agents in affects.',
    who: 'the person',
  });
}

function namesOf({ heldBy }: Toolset): string {
  const names = heldBy.slice(0, 20).map(({ name }) => name);
  const more = heldBy.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

async function soundTerms(
  tx: TenantReader,
  wanted: readonly NewToolTerms[],
): Promise<Omit<ToolTerms, 'tool'>[]> {
  const ids = wanted.map(({ toolId }) => toolId);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (twice >= 0)
    throw invalidField(`/tools/${twice}/toolId`, 'is named twice', 'Say the terms of a tool once.');
  for (const [at, { amountMax, amountCurrency }] of wanted.entries())
    assertAmountCurrency(`/tools/${at}/amountCurrency`, amountMax, amountCurrency);
  if ((await countTools(tx, ids)) !== ids.length)
    throw invalidField('/tools', 'names a tool that is not there', 'Take the ids from GET /v1/connectors.');
  return wanted
    .map((terms) => ({
      toolId: terms.toolId,
      requiresApproval: terms.requiresApproval ?? false,
      targetsUnder: terms.targetsUnder ?? [],
      amountMax: terms.amountMax ?? null,
      ...(typeof terms.amountCurrency === 'string' ? { amountCurrency: terms.amountCurrency } : {}),
      callsPerMinuteMax: terms.callsPerMinuteMax ?? 120,
    }))
    .sort((a, b) => (a.toolId < b.toolId ? -1 : 1));
}

function shown({ version, tools }: Toolset): JsonObject {
  return { version, tools: tools.map((terms) => ({ ...terms, targetsUnder: [...terms.targetsUnder] })) };
}
