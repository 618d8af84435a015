/**
 * An upstream's answer, read within bounds: only the members and content kinds that MCP knows, at most so many bytes,
 * items and values, nothing of the upstream's `_meta`. What does not fit is no answer.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { readOtherItem } from './answer-items.ts';

export interface TextItem {
  readonly type: 'text';
  readonly text: string;
}
/** Any other kind that MCP knows, with the members that it knows of it. */
export interface OtherItem {
  readonly type: 'image' | 'audio' | 'resource' | 'resource_link';
  readonly [member: string]: unknown;
}
export type AnswerItem = TextItem | OtherItem;

export interface Answer {
  readonly content: readonly AnswerItem[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: true;
}

const itemsMax = 512;
const depthMax = 64;
/** Each is carried on by itself, by whoever returns the answer: a text of the same length costs a hundredth. */
const valuesMax = 100_000;

/** @returns the answer, or in a few words why it is none */
export function readAnswer(value: unknown, bytesMax: number): Answer | string {
  if (!isRecord(value) || !Array.isArray(value['content'])) return 'it is not a tool result';
  const { content, structuredContent, isError } = value;
  if (content.length > itemsMax) return `it holds more than ${itemsMax} items`;
  const room = { left: valuesMax };
  if (!isShallow([content, structuredContent], depthMax, room))
    return room.left < 0 ? `it holds more than ${valuesMax} values` : `it is nested deeper than ${depthMax}`;
  const items: AnswerItem[] = [];
  for (const item of content as unknown[]) {
    const read = readItem(item);
    if (read === undefined) return 'it holds an item of a kind that is not known, or not as MCP has it';
    items.push(read);
  }
  const answer: Answer = {
    content: items,
    ...(isRecord(structuredContent) ? { structuredContent } : {}),
    ...(isError === true ? { isError: true as const } : {}),
  };
  return Buffer.byteLength(JSON.stringify(answer)) > bytesMax
    ? `it is larger than ${bytesMax} bytes`
    : answer;
}

/** The bytes that the outcome's digest stands for. */
export function answerText(answer: Answer): string {
  const { content, structuredContent, isError } = answer;
  return canonicalJson(mendSurrogates({ content, structuredContent, isError }));
}

function readItem(item: unknown): AnswerItem | undefined {
  if (!isRecord(item)) return undefined;
  const { type, text } = item;
  if (type !== 'text') return readOtherItem(item) as OtherItem | undefined;
  return typeof text === 'string' ? { type, text } : undefined;
}

function isShallow(value: unknown, deep: number, room: { left: number }): boolean {
  if (--room.left < 0) return false;
  if (typeof value !== 'object' || value === null) return true;
  return deep > 0 && Object.values(value).every((member) => isShallow(member, deep - 1, room));
}

/** Half a character has no canonical form; it becomes the replacement character in what is digested and returned alike. */
export function mendSurrogates(value: unknown): unknown {
  return mapTexts(value, (text) => text.toWellFormed());
}

/** A copy in which every text, and every name of a member, went through the function. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [change(name), mapTexts(member, change)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
