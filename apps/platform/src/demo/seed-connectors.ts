/** The demo's three connectors and their tools, each classified and pinned as the reference servers list them. */
import { readFileSync } from 'node:fs';
import type { ListedTool, ToolClassification } from '../features/agentic/connectors/connector.ts';
import { listConnectors } from '../features/agentic/connectors/connector-store.ts';
import { createConnector } from '../features/agentic/connectors/create-connector.ts';
import { loadConnector } from '../features/agentic/connectors/load-connector.ts';
import { pinTool } from '../features/agentic/connectors/pin-tool.ts';
import { inChange, read, type Seeding } from './seeding.ts';
import {
  connectorTitles,
  placeClasses,
  toolClasses,
  type DemoConnector,
  type ToolClass,
} from './tool-classes.ts';

/** `connector_tool` → the tool's id. */
export type SeededTools = ReadonlyMap<string, string>;

const demoConnectors = Object.keys(toolClasses) as DemoConnector[];

export async function seedConnectors(seeding: Seeding, claims: string): Promise<SeededTools> {
  const pinned = readPinnedTools();
  const known = await read(seeding, (tx) => listConnectors(tx, { limit: 200, after: undefined }));
  const ids = new Map<string, string>();
  for (const name of demoConnectors) {
    const connectorId = known.find((one) => one.name === name)?.id ?? (await addConnector(seeding, name));
    const { tools } = await read(seeding, (tx) => loadConnector(tx, connectorId));
    for (const listed of pinned[name]) {
      const there = tools.find((tool) => tool.name === listed.name)?.id;
      const id =
        there ??
        (
          await inChange(seeding, (change) =>
            pinTool(change, connectorId, listed, classificationOf(name, listed.name, claims)),
          )
        ).id;
      ids.set(`${name}_${listed.name}`, id as string);
    }
  }
  return ids;
}

async function addConnector(seeding: Seeding, name: DemoConnector): Promise<string> {
  const wanted = {
    name,
    title: connectorTitles[name],
    transport: { kind: 'stdio', catalogue: name },
  } as const;
  return (await inChange(seeding, (change) => createConnector(change, wanted, null))).id;
}

function classificationOf(connector: DemoConnector, name: string, claims: string): ToolClassification {
  const row = toolClasses[connector][name];
  if (row === undefined) throw new Error(`nobody classified the tool ${connector}_${name}`);
  return {
    ...copyOf(row),
    ...(connector === 'filesystem'
      ? { targetKind: 'path', targetRoot: claims, targetClasses: placeClasses.map((place) => ({ ...place })) }
      : {}),
  };
}

function copyOf(row: ToolClass): ToolClassification {
  return {
    ...row,
    targetPointers: [...row.targetPointers],
    safeForm: row.safeForm === null ? null : { ...row.safeForm },
  };
}

/** As `tools/pin-demo-tools.ts` read them from the real servers. */
export function readPinnedTools(): Readonly<Record<DemoConnector, readonly ListedTool[]>> {
  const text = readFileSync(new URL('pinned-tools.json', import.meta.url), 'utf8');
  const listed = JSON.parse(text) as Record<
    DemoConnector,
    (Partial<ListedTool> & Pick<ListedTool, 'name' | 'inputSchema'>)[]
  >;
  const whole = (tool: (typeof listed)[DemoConnector][number]): ListedTool => ({
    name: tool.name,
    title: tool.title ?? tool.name,
    description: tool.description ?? '',
    inputSchema: tool.inputSchema,
  });
  return {
    filesystem: listed.filesystem.map(whole),
    everything: listed.everything.map(whole),
    memory: listed.memory.map(whole),
  };
}
