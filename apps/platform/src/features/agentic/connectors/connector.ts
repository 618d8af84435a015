/**
 * A connector: how Gateway reaches one tool server, its tools as a person classified and pinned them beside what the server
 * says now, and what isolates it. Credentials go in and never come out; only the names of their headers are shown.
 */
import { Type, type Static } from 'typebox';
import { actionTypes, connectorStatuses, dataClasses, severities } from '@gamut/kernel/agentic-terms';
import { DataDomain, dataDomainsMax } from '@gamut/protocol/access-facts';
import { SafeForm } from '@gamut/protocol/safe-form';
import { AmountCurrency } from '@gamut/protocol/transaction-limit';
import {
  closed,
  idOf,
  named,
  oneOf,
  orNull,
  ReasonText,
  Sha256,
  text,
  Time,
} from '../../../http/schema-words.ts';

const OrNullText = orNull(Type.String());

const face = {
  id: idOf('con'),
  name: Type.String(),
  title: Type.String(),
  status: oneOf(connectorStatuses),
  statusReason: OrNullText,
  transport: oneOf(['stdio', 'http']),
  catalogue: OrNullText,
  url: OrNullText,
  observedAt: orNull(Time),
  reachable: orNull(Type.Boolean()),
};

export const ConnectorRow = Type.Object(
  { ...face, tools: Type.Integer(), changedTools: Type.Integer() },
  named('ConnectorRow'),
);
export type ConnectorRow = Static<typeof ConnectorRow>;

export const ConnectorTool = Type.Object(
  {
    /** Null while nobody has classified it: agents can't see it. */
    id: orNull(idOf('tol')),
    name: Type.String(),
    title: Type.String(),
    description: Type.String(),
    actionType: orNull(oneOf(actionTypes)),
    dataClass: orNull(oneOf(dataClasses)),
    risk: orNull(oneOf(severities)),
    targetPointers: Type.Array(Type.String()),
    targetKind: oneOf(['path', 'text']),
    targetRoot: OrNullText,
    recursive: Type.Boolean(),
    targetClasses: Type.Array(Type.Object({ under: Type.String(), dataClass: oneOf(dataClasses) }, closed)),
    amountPointer: OrNullText,
    amountCurrency: orNull(AmountCurrency),
    safeForm: orNull(SafeForm),
    answerTrust: oneOf(['trusted', 'untrusted']),
    recipientPointers: Type.Array(Type.String()),
    dataDomains: Type.Array(DataDomain),
    pinnedSha256: orNull(Sha256),
    observedSha256: orNull(Sha256),
    pinnedAt: orNull(Time),
    inputSchema: Type.Unknown(),
  },
  named('ConnectorTool'),
);
export type ConnectorTool = Static<typeof ConnectorTool>;

export const Connector = Type.Object(
  {
    ...face,
    detail: OrNullText,
    isolation: Type.Array(
      Type.Object({ guard: Type.String(), holds: Type.Boolean(), how: Type.String() }, closed),
    ),
    credentialHeaders: Type.Array(Type.String()),
    callTimeoutMs: Type.Integer(),
    answerBytesMax: Type.Integer(),
    createdAt: Time,
    tools: Type.Array(ConnectorTool),
  },
  named('Connector'),
);
export type Connector = Static<typeof Connector>;

const CredentialHeaders = Type.Record(
  Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$" }),
  text(1, 8192),
  { maxProperties: 16, additionalProperties: false },
);

export const NewConnector = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9]{0,31}$' }),
    title: text(1, 200),
    transport: Type.Union([
      Type.Object(
        { kind: Type.Literal('stdio'), catalogue: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }) },
        closed,
      ),
      Type.Object({ kind: Type.Literal('http'), url: text(1, 2000) }, closed),
    ]),
    headers: Type.Optional(CredentialHeaders),
    callTimeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 120_000 })),
    answerBytesMax: Type.Optional(Type.Integer({ minimum: 1024, maximum: 10_000_000 })),
  },
  named('NewConnector'),
);
export type NewConnector = Static<typeof NewConnector>;

export const ConnectorCredentials = Type.Object(
  { headers: CredentialHeaders },
  named('ConnectorCredentials'),
);
export const ConnectorStatusChange = Type.Object(
  { status: oneOf(connectorStatuses), reason: ReasonText },
  named('ConnectorStatusChange'),
);
export type ConnectorStatusChange = Static<typeof ConnectorStatusChange>;

/** `*` stands for every item of a list; after `~` stands 0 or 1, else it points at nothing (RFC 6901). */
const Pointer = Type.String({ pattern: '^(/([^/~]|~[01])*)+$', maxLength: 256 });

const classification = {
  actionType: oneOf(actionTypes),
  dataClass: oneOf(dataClasses),
  risk: oneOf(severities),
  targetPointers: Type.Optional(Type.Array(Pointer, { maxItems: 8 })),
  targetKind: Type.Optional(oneOf(['path', 'text'])),
  targetRoot: Type.Optional(orNull(text(1, 1024))),
  recursive: Type.Optional(Type.Boolean()),
  targetClasses: Type.Optional(
    Type.Array(Type.Object({ under: text(1, 1024), dataClass: oneOf(dataClasses) }, closed), {
      maxItems: 64,
    }),
  ),
  /** Over the items of a list their sum counts. */
  amountPointer: Type.Optional(orNull(Pointer)),
  /** Left out: the amount is in a unit of the tool's own. */
  amountCurrency: Type.Optional(orNull(AmountCurrency)),
  safeForm: Type.Optional(orNull(SafeForm)),
  /** Untrusted when left out: what an answer shows the agent may then choose no recipient by itself. */
  answerTrust: Type.Optional(oneOf(['trusted', 'untrusted'])),
  recipientPointers: Type.Optional(Type.Array(Pointer, { maxItems: 16 })),
  /** Words of the tenant's own for the data that the tool touches, as the access matrix names them. */
  dataDomains: Type.Optional(Type.Array(DataDomain, { maxItems: dataDomainsMax, uniqueItems: true })),
};
export const ToolClassification = Type.Object(classification, closed);
export type ToolClassification = Static<typeof ToolClassification>;

/** `schemaSha256` names exactly what the person looked at: if the server has changed it since, the pin is refused. */
export const ToolPin = Type.Object({ schemaSha256: Sha256, ...classification }, named('ToolPin'));
export type ToolPin = Static<typeof ToolPin>;

/** What a server lists, as far as a pin covers it. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}
