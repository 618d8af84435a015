/** Parameters and headers of a route in the OpenAPI document, each with what it means. */
import type { TSchema } from 'typebox';
import { isKeyed } from './change-guards.ts';
import type { Route } from './route.ts';

export interface ParameterRow {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: TSchema;
  readonly description: string;
}

/** Of those whose schema does not say it itself. */
const says: Readonly<Record<string, string>> = {
  cursor: '`next` of the page before, with the same filter.',
  limit: 'How many at most, up to 200; 50 when left out.',
  token: 'The one-time token of a link.',
  controlId: 'Id of a control of the Agentic Trust Framework: I-1 … R-5.',
  toolName: 'Name of a tool as its connector calls it.',
  status: 'Only those in this status.',
  may: 'Only those whose role lets them do this.',
  filter: 'Words of the filter language: `member:value`, and free text.',
  stream: 'One of the tenant’s journal streams.',
  seq: 'Number of an entry in its stream.',
  after: 'Number of the last entry already seen.',
  format: 'How the export is written.',
  slug: 'Short name of a tenant.',
  state: 'Only those in this state.',
  due: 'Only what is due by now, or only what is not.',
  target: 'Only kill switches against this kind of thing.',
  targetId: 'Only kill switches against the thing of this id.',
};

const uuid =
  'A UUID of your own: the same request sent again under it has one effect and one answer, for a day.';

/** @param conditional whether it is changed under If-Match */
export function parametersOf(route: Route, conditional: boolean): ParameterRow[] {
  const own = (['params', 'query'] as const).flatMap((where) =>
    Object.entries(route[where].properties as Record<string, TSchema>).map(([name, schema]) => ({
      name,
      in: where === 'params' ? ('path' as const) : ('query' as const),
      required: (route[where].required ?? []).includes(name),
      schema,
      description: (schema as { readonly description?: string }).description ?? says[name] ?? '',
    })),
  );
  return [...own, ...headersOf(route, conditional)];
}

function headersOf(route: Route, conditional: boolean): ParameterRow[] {
  const header = (name: string, required: boolean, description: string): ParameterRow => ({
    name,
    in: 'header',
    required,
    schema: { type: 'string' } as TSchema,
    description,
  });
  return [
    ...(route.csrf === 'session_token'
      ? [header('x-csrf-token', false, 'csrfToken of GET /v1/session; needed with a session’s cookie')]
      : []),
    ...(isKeyed(route) ? [header('idempotency-key', false, uuid)] : []),
    ...(conditional ? [header('if-match', true, 'The ETag of the state that is changed, or *.')] : []),
  ];
}
