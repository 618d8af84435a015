/** One tool in full: where its target and amount stand, its safe form, and which agents may use it with which limits. */
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Particulars } from '../../../parts/section.tsx';
import { count } from '../../../parts/wording.ts';
import { limitText } from '../agents/limit-fields.tsx';
import type { ConnectorTool } from '../connectors/connector.ts';
import { safeFormText } from '../connectors/safe-form.ts';

type Permission = Noun<'ToolPermission'>;

const pointers = (list: readonly string[]): string => (list.length === 0 ? 'none' : `at ${list.join(', ')}`);

function Users({ toolId }: { readonly toolId: string }) {
  const { rows, more, isPending } = useList<Permission>(
    ['tool-permissions'],
    '/v1/tool-permissions',
    { limit: 200 },
    false,
  );
  const mine = rows.filter((permission) => permission.toolId === toolId);
  if (isPending) return 'reading …';
  return (
    <>
      {mine.length === 0 ? (more ? 'none among those read so far ' : 'no agent') : null}
      {mine.map(({ id, agentId, agentName, callsPerMinuteMax, transactionLimits }, i) => (
        <span key={id}>
          {i > 0 ? '; ' : ''}
          <AppLink href={`/agents/${agentId}?view=access`}>{agentName}</AppLink>{' '}
          <span className="aside">
            {[`${count(callsPerMinuteMax)} calls a minute`, ...transactionLimits.map(limitText)].join(', ')}
          </span>
        </span>
      ))}
      {more ? (
        <button type="button" className="text-button" onClick={more.load}>
          {' '}
          Read more
        </button>
      ) : null}
    </>
  );
}

function amountText({ amountPointer, amountCurrency }: ConnectorTool): string {
  if (!amountPointer) return 'none';
  if (!amountCurrency) return `at ${amountPointer}`;
  const named = 'code' in amountCurrency ? amountCurrency.code : `the currency at ${amountCurrency.pointer}`;
  return `at ${amountPointer}, in ${amountCurrency.unit === 'minor' ? 'smallest units of ' : ''}${named}`;
}

export function ToolDetail({ tool }: { readonly tool: ConnectorTool }) {
  return (
    <Particulars
      rows={[
        [
          'What it says',
          <span key="d" className="pre-line">
            {tool.description}
          </span>,
        ],
        ['Target', `${pointers(tool.targetPointers)}${tool.targetRoot ? `, under ${tool.targetRoot}` : ''}`],
        ['Recipients', pointers(tool.recipientPointers)],
        ['Amount', amountText(tool)],
        ['Data domains', tool.dataDomains.join(', ') || 'none named'],
        ['Safe form', safeFormText(tool.safeForm)],
        ['Permitted to', tool.id ? <Users key="u" toolId={tool.id} /> : 'no agent'],
      ]}
    />
  );
}
