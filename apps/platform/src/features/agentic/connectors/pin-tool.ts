/**
 * Classifies a tool and pins what its server says about it. What a tool does, to which data and at what risk comes from this
 * record and never from a caller; a server that changes its tool afterwards finds it blocked.
 */
import { isDeepStrictEqual } from 'node:util';
import { severities } from '@gamut/kernel/agentic-terms';
import { AppError } from '@gamut/kernel/app-error';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertCurrency } from '../known-currency.ts';
import type { ConnectorTool, ListedTool, ToolClassification, ToolPin } from './connector.ts';
import { listPinnedTools, upsertTool, type Observation, type PinnedTool } from './connector-store.ts';
import { holdConnector, loadConnector } from './load-connector.ts';
import { toolDigest } from './tool-digest.ts';

export async function pinTool(
  change: Change,
  connectorId: string,
  listed: ListedTool,
  asked: ToolClassification,
): Promise<Audited<ConnectorTool>> {
  const { tx } = change;
  const { item: connector } = await holdConnector(tx, connectorId);
  const pinnedSha256 = toolDigest(listed);
  const classes = classificationOf(asked);
  const before = (await listPinnedTools(tx, connectorId)).find((tool) => tool.name === listed.name);
  // nobody holds what was never pinned
  const tightens = before === undefined || onlyRaisesRisk(before, { pinnedSha256, ...classes });
  await assertMayLoosenUnless(change, tightens, { toolId: before?.id ?? '' });
  const row = {
    id: change.newId('tol'),
    connectorId,
    name: listed.name,
    title: listed.title,
    description: listed.description,
    inputSchemaText: canonicalJson(listed.inputSchema),
    pinnedSha256,
    ...classes,
  };
  const id = await upsertTool(tx, row, { at: change.now(), by: change.actor.id });
  await bumpFacts(tx);
  const tool = (await loadConnector(tx, connectorId)).tools.find((one) => one.id === id);
  if (tool === undefined) throw new Error(`tool ${id} was pinned and is not there`);
  const subject = { kind: 'tool', id, name: `${connector.name}_${listed.name}` };
  return change.succeed(
    { event: 'tool.pinned', subject, after: { connectorId, schemaSha256: pinnedSha256, ...classes } },
    tool,
  );
}

/** Pins what Gateway saw last, if it is still what the person looked at; a tool pinned already can be classified anew. */
export async function pinObservedTool(
  change: Change,
  connectorId: string,
  name: string,
  { schemaSha256, ...asked }: ToolPin,
): Promise<Audited<ConnectorTool>> {
  const { observation } = await holdConnector(change.tx, connectorId);
  const listed =
    observedTool(observation, name) ??
    (await listPinnedTools(change.tx, connectorId)).find((tool) => tool.name === name);
  if (listed === undefined) throw notFound('tool');
  const tool = {
    name,
    title: listed.title,
    description: listed.description,
    inputSchema: listed.inputSchema as ListedTool['inputSchema'],
  };
  if (toolDigest(tool) !== schemaSha256) {
    throw new AppError('stale', 'The server says something else about this tool than what you looked at.', {
      fix: 'Read it again, then pin what it says now.',
      who: 'the person',
    });
  }
  return pinTool(change, connectorId, tool, asked);
}

/** All else is as it was pinned: what a tool does, to what and how is not stricter or less strict, it is otherwise. */
function onlyRaisesRisk(before: PinnedTool, after: Classes & Pick<PinnedTool, 'pinnedSha256'>): boolean {
  const was = Object.fromEntries(Object.keys(after).map((name) => [name, before[name as keyof PinnedTool]]));
  const rank = (risk: PinnedTool['risk']) => (risk === null ? 0 : severities.indexOf(risk));
  return rank(after.risk) >= rank(before.risk) && isDeepStrictEqual({ ...was, risk: after.risk }, after);
}

function observedTool(observation: Observation | null, name: string): ListedTool | undefined {
  return observation?.tools.find((tool) => tool.name === name);
}

type Classes = { [K in keyof ToolClassification]-?: Exclude<ToolClassification[K], undefined> };

function classificationOf(asked: ToolClassification): Classes {
  if (
    asked.targetKind === 'path' &&
    (asked.targetPointers ?? []).length > 0 &&
    (asked.targetRoot ?? null) === null
  ) {
    throw invalidField(
      '/targetRoot',
      'is missing',
      'Name the folder that path targets are resolved against.',
    );
  }
  return {
    actionType: asked.actionType,
    dataClass: asked.dataClass,
    risk: asked.risk,
    targetPointers: asked.targetPointers ?? [],
    targetKind: asked.targetKind ?? 'text',
    targetRoot: asked.targetRoot ?? null,
    recursive: asked.recursive ?? false,
    targetClasses: asked.targetClasses ?? [],
    amountPointer: asked.amountPointer ?? null,
    amountCurrency: soundCurrency(asked),
    safeForm: asked.safeForm ?? null,
    answerTrust: asked.answerTrust ?? 'untrusted',
    recipientPointers: asked.recipientPointers ?? [],
    // one order for one set: the facts are digested
    dataDomains: [...(asked.dataDomains ?? [])].sort(),
  };
}

/** A currency says what an amount is in; an argument that names it stands beside the amount, and is not the amount. */
function soundCurrency({ amountPointer, amountCurrency }: ToolClassification): Classes['amountCurrency'] {
  if (amountCurrency === undefined || amountCurrency === null) return null;
  if (amountPointer === undefined || amountPointer === null)
    throw invalidField(
      '/amountPointer',
      'is missing, and a currency is named',
      'Say where the amount stands.',
    );
  if ('code' in amountCurrency) assertCurrency('/amountCurrency/code', amountCurrency.code);
  else if (!standsBeside(amountCurrency.pointer, amountPointer))
    throw invalidField(
      '/amountCurrency/pointer',
      'goes through a list that the amount does not go through',
      'Name one text, or the text beside the amount in each item: /items/*/currency for /items/*/amount.',
    );
  return amountCurrency;
}

/** Up to its last `*` it is the amount's own way. */
function standsBeside(currency: string, amount: string): boolean {
  const [named, valued] = [currency.split('/'), amount.split('/')];
  return (
    currency !== amount && named.slice(0, named.lastIndexOf('*') + 1).every((step, at) => step === valued[at])
  );
}
