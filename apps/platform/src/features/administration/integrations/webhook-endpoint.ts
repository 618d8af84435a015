/** A webhook endpoint: where a tenant has its audit stream delivered, as people see it, and what they may write of one. */
import { Type, type Static } from 'typebox';
import { assertApproved } from '@gamut/service/guarded-fetch';
import { AppError } from '@gamut/kernel/app-error';
import { invalidField } from '../../../http/expected-refusals.ts';
import { closed, idOf, named, oneOf, orNull, ReasonText, text, Time } from '../../../http/schema-words.ts';

export const endpointStatuses = ['active', 'paused'] as const;
export type EndpointStatus = (typeof endpointStatuses)[number];

const Text = Type.String();
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });
/** `*`, `agent.*`, `agent.suspended`. */
const EventPattern = Type.String({ pattern: '^(\\*|[a-z][a-z_]{0,60}\\.(\\*|[a-z][a-z_]{0,60}))$' });
const Events = Type.Array(EventPattern, { minItems: 1, maxItems: 50 });

export const WebhookEndpoint = Type.Object(
  {
    id: idOf('whk'),
    name: Text,
    url: Text,
    events: Type.Array(Text),
    status: oneOf(endpointStatuses),
    statusReason: orNull(Text),
    /** The last record that it was given or that its events leave out, and how many came since. */
    cursor: Type.Integer(),
    behind: Type.Integer(),
    attempts: Type.Integer(),
    failingSince: orNull(Time),
    nextAttemptAt: Time,
    formerSecretUntil: orNull(Time),
    createdAt: Time,
    updatedAt: Time,
  },
  named('WebhookEndpoint'),
);
export type WebhookEndpoint = Static<typeof WebhookEndpoint>;

/** The secret is in this answer and in no other. */
export const EndpointWithSecret = Type.Object(
  { endpoint: WebhookEndpoint, secret: Text },
  named('WebhookEndpointWithSecret'),
);

export const NewEndpoint = Type.Object({ name: Name, url: text(1, 2000), events: Events }, closed);
export type NewEndpoint = Static<typeof NewEndpoint>;
export const EndpointChange = Type.Object(
  { name: Type.Optional(Name), url: Type.Optional(text(1, 2000)), events: Type.Optional(Events) },
  { ...closed, minProperties: 1 },
);
export type EndpointChange = Static<typeof EndpointChange>;
export const StatusChange = Type.Object({ status: oneOf(endpointStatuses), reason: ReasonText }, closed);
export const Rotation = Type.Object(
  { overlapHours: Type.Integer({ minimum: 0, maximum: 168 }), reason: ReasonText },
  closed,
);
export const Replay = Type.Object(
  { after: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), reason: ReasonText },
  closed,
);

export const Delivery = Type.Object(
  {
    id: idOf('whd'),
    messageId: Text,
    event: Text,
    seq: orNull(Type.Integer()),
    attempt: Type.Integer(),
    at: Time,
    outcome: oneOf(['delivered', 'failed']),
    status: orNull(Type.Integer()),
    latencyMs: Type.Integer(),
    detail: orNull(Text),
    response: orNull(Text),
  },
  named('WebhookDelivery'),
);
export type Delivery = Static<typeof Delivery>;

/** @throws AppError `validation_failed` for what could never be delivered to, before anything is stored or asked */
export function parseWebhookUrl(written: string, allowedOrigins: readonly string[]): string {
  const fix =
    'Give something like https://siem.example.com/gamut, or have the operator allow the exact origin.';
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined) throw invalidField('/url', 'is not a URL', fix);
  if (url.hash !== '') throw invalidField('/url', 'has a fragment', fix);
  try {
    assertApproved(url, url.origin, allowedOrigins.includes(url.origin));
  } catch (error) {
    if (error instanceof AppError) throw invalidField('/url', error.message, fix);
    throw error;
  }
  return url.href;
}

export function wantsEvent(patterns: readonly string[], event: string): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*' ||
      pattern === event ||
      (pattern.endsWith('.*') && event.startsWith(pattern.slice(0, -1))),
  );
}

/** The address as a record may hold it: what follows the question mark can be a secret. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
