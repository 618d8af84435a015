/**
 * The answer to a tool call over HTTP, before the protocol's package reads it: short messages pass as they are, a long one and
 * one that reading would change are handed on unread (`unread-answer.ts`), in a body of JSON and in a stream of events alike. What is long and is no answer is dropped.
 */
import { holdUnread, isAsking, isChangedByReading, unreadFrom } from '../unread-answer.ts';

/** @param id of the call that was sent */
export async function shelterAnswer(response: Response, id: number): Promise<Response> {
  const { status, statusText, headers, body } = response;
  const like = { status, statusText, headers };
  if (body === null) return response;
  if (response.ok && /^\s*text\/event-stream\s*(?:;|$)/i.test(headers.get('content-type') ?? ''))
    return new Response(body.pipeThrough(shelterEvents(id)), like);
  const text = await response.text();
  const passes = text.length <= unreadFrom && !(response.ok && isChangedByReading(text));
  if (passes) return new Response(text, like);
  // the words of a failure reach nobody
  return new Response(response.ok ? JSON.stringify(holdUnread({ id, text })) : '', like);
}

/** Event by event, as they come. */
function shelterEvents(id: number): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  // in parts, so that what comes in many pieces is not gone through once for each
  let parts: string[] = [];
  const take = (text: string, out: TransformStreamDefaultController<Uint8Array>): void => {
    let rest = text;
    for (let end = endOfEvent(parts, rest); end >= 0; end = endOfEvent(parts, rest)) {
      out.enqueue(encoder.encode(shelterEvent(parts.join('') + rest.slice(0, end), id)));
      parts = [];
      rest = rest.slice(end);
    }
    parts.push(rest);
  };
  return new TransformStream({
    transform: (bytes, out) => take(decoder.decode(bytes, { stream: true }), out),
  });
}

const blankLine = /\r\n\r\n|\n\n|\r\r/;

/** @returns how much of the text belongs to the event that the parts began; less than nothing when it goes on */
function endOfEvent(parts: readonly string[], text: string): number {
  const before = parts.slice(-4).join('').slice(-3);
  const found = blankLine.exec(before + text);
  return found === null ? -1 : Math.max(0, found.index + found[0].length - before.length);
}

function shelterEvent(event: string, id: number): string {
  const lines = event.split(/\r\n|\n|\r/);
  const field = (name: string): string[] =>
    lines.flatMap((line) =>
      line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, '')] : [],
    );
  const text = field('data').join('\n');
  if (event.length <= unreadFrom && !isChangedByReading(text)) return event;
  const isMessage = field('event').every((name) => name === 'message' || name === '');
  if (!isMessage || isAsking(text)) return ': left out\n\n';
  return `data: ${JSON.stringify(holdUnread({ id, text }))}\n\n`;
}
