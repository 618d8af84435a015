/**
 * What leaves Gateway goes through here: live secrets of the call in every spelling and whatever looks like a credential are
 * struck from every text and number of an answer; personal values too, unless the agent may handle them whole; and for a safe form
 * everything that says who somebody is. Counts by detector go into the outcome.
 */
import { dataClasses, type DataClass } from '@gamut/kernel/agentic-terms';
import { maskPersonal } from '@gamut/redaction/mask-personal';
import { createRedactor } from '@gamut/redaction/redactor';
import { mapTexts, mendSurrogates, type Answer, type AnswerItem } from './answer.ts';
import { strikeBytes } from './strike-bytes.ts';

export type RedactionCounts = Readonly<Record<string, number>>;

export interface AnswerRedactor {
  /** For a safe form, before anything is cut: it reads headers and labels. Structured content that can't be masked whole is dropped. */
  mask(answer: Answer): Answer;
  redact(answer: Answer): Answer;
  /** What was hidden so far. */
  readonly counts: RedactionCounts;
}

/** @param secrets live credentials of this call */
export function createAnswerRedactor(secrets: readonly string[], dataClass: DataClass): AnswerRedactor {
  const mayBePersonal = dataClasses.indexOf(dataClass) >= dataClasses.indexOf('personal');
  const texts = createRedactor({
    secrets,
    kinds: mayBePersonal ? ['secret', 'payment'] : ['secret', 'payment', 'personal'],
  });
  const credentials = createRedactor({ secrets, kinds: ['secret'] });
  const live = createRedactor({ secrets, kinds: [] });
  const counts: Record<string, number> = {};
  const tally = ({
    text,
    counts: found,
  }: {
    readonly text: string;
    readonly counts: RedactionCounts;
  }): string => {
    addCounts(counts, found);
    return text;
  };
  const strikeAll = (value: unknown): unknown => {
    const struck = texts.redactValue(mendSurrogates(value));
    addCounts(counts, struck.counts);
    return struck.value;
  };
  const strikeMembers = (members: object, bytes: string | null): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(members).map(([name, value]: [string, unknown]) => [
        name,
        name === bytes && typeof value === 'string'
          ? strikeBytes(value, { texts, secrets: credentials, live }, tally)
          : strikeAll(value),
      ]),
    );
  const redactItem = (item: AnswerItem): AnswerItem => {
    const { type } = item;
    if (type !== 'resource')
      return strikeMembers(item, type === 'image' || type === 'audio' ? 'data' : null) as AnswerItem;
    const { resource, ...rest } = item;
    const isRecord = typeof resource === 'object' && resource !== null && !Array.isArray(resource);
    return {
      ...strikeMembers(rest, null),
      type,
      resource: isRecord ? strikeMembers(resource, 'blob') : strikeAll(resource),
    };
  };
  return {
    counts,
    // first what is a secret whole: masked in part, the rest of it would be none
    mask: (answer) => maskAnswer(answer, (text) => tally(maskPersonal(tally(credentials.redact(text))))),
    redact: (answer) => {
      const { structuredContent } = answer;
      const content = answer.content.map(redactItem);
      return structuredContent === undefined
        ? { ...answer, content }
        : { ...answer, content, structuredContent: strikeAll(structuredContent) as Record<string, unknown> };
    },
  };
}

function addCounts(counts: Record<string, number>, found: RedactionCounts): void {
  for (const [name, count] of Object.entries(found)) counts[name] = (counts[name] ?? 0) + count;
}

function maskAnswer(answer: Answer, mask: (text: string) => string): Answer {
  const content = answer.content.map((item) =>
    item.type === 'text'
      ? { type: 'text' as const, text: mask(item.text) }
      : (mapTexts(item, mask) as AnswerItem),
  );
  const { structuredContent, ...rest } = answer;
  if (structuredContent === undefined) return { ...rest, content };
  const masked = maskStructure(structuredContent, mask);
  return masked === undefined ? { ...rest, content } : { ...rest, content, structuredContent: masked };
}

/** Text by text, for tables inside a text; then as one JSON text, for values whose member name says what they are. */
function maskStructure(
  value: Readonly<Record<string, unknown>>,
  mask: (text: string) => string,
): Record<string, unknown> | undefined {
  try {
    return JSON.parse(mask(JSON.stringify(mapTexts(value, mask)))) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
