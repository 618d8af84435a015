/**
 * Spans: what is to be hidden, found by many detectors, hidden once. Overlapping spans become one under the name of the
 * first that starts, so no tail of a longer secret is left standing beside a shorter one.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly detector: string;
}

export type Counts = Record<string, number>;

export function placeholder(detector: string): string {
  return `[redacted:${detector}]`;
}

const placeholders = /\[redacted:[a-z0-9_]{1,40}\]/g;

/** What is left of a text without the places that are hidden already. */
export function withoutPlaceholders(text: string): string {
  return text.includes('[redacted:') ? text.replace(placeholders, '') : text;
}

/** @returns the text with each span replaced, counting into `counts` */
export function hide(text: string, spans: Span[], counts: Counts): string {
  if (spans.length === 0) return text;
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  let out = '';
  let at = 0;
  let open = spans[0] as Span;
  let end = open.end;
  const close = () => {
    out += text.slice(at, open.start) + placeholder(open.detector);
    counts[open.detector] = (counts[open.detector] ?? 0) + 1;
    at = end;
  };
  for (const span of spans.slice(1)) {
    if (span.start < end) {
      end = Math.max(end, span.end);
      continue;
    }
    close();
    open = span;
    end = span.end;
  }
  close();
  return out + text.slice(at);
}
