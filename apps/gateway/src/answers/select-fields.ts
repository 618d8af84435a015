/**
 * The field cap and the masked classes of a safe form: of structured content only the declared fields stay, and fields that
 * carry a class which the form never shows are replaced. Text is read as JSON or left out, also where it stands in a structure: a
 * sentence has no fields, and what cannot be reduced is not shown.
 */
import type { SafeForm } from '@gamut/protocol/safe-form';
import type { Answer, AnswerItem } from './answer.ts';

export interface Selected {
  readonly answer: Answer;
  /** Items of text that are no JSON, and items that are no text. */
  readonly leftOut: number;
}

export function selectFields(answer: Answer, form: SafeForm): Selected {
  if (form.fields === undefined && form.maskedFields === undefined) return { answer, leftOut: 0 };
  const reduce = reducer(form);
  const content: AnswerItem[] = [];
  for (const item of answer.content) {
    const value = item.type === 'text' ? parsed(item.text) : undefined;
    const kept = value === undefined ? undefined : reduce(value);
    if (kept !== undefined) content.push({ type: 'text', text: JSON.stringify(kept) });
  }
  const { structuredContent, ...rest } = answer;
  const structured = structuredContent === undefined ? undefined : reduce(structuredContent);
  return {
    answer: {
      ...rest,
      content,
      ...(isRecord(structured) ? { structuredContent: structured } : {}),
    },
    leftOut: answer.content.length - content.length,
  };
}

type Reduce = (value: unknown) => unknown;

function reducer({ fields, maskedFields }: SafeForm): Reduce {
  const keep = fields?.map(stepsOf);
  const hide = (maskedFields ?? []).map(({ pointer, dataClass }) => ({ steps: stepsOf(pointer), dataClass }));
  const hideIn = (value: unknown): unknown =>
    hide.reduce<unknown>((held, { steps, dataClass }) => mask(held, steps, `[masked: ${dataClass}]`), value);
  return (value) => {
    const kept = hideIn(keep === undefined ? value : pick(value, keep));
    return hide.length === 0 ? kept : hideInTexts(kept, hideIn, keep === undefined, isAlone(kept));
  };
}

/** A structure around one text: `{"content": "…"}` says what that text says. */
function isAlone(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 1 && typeof Object.values(value)[0] === 'string';
}

/** @param strict no field was named, so a text that can't be read is none that may be shown */
function hideInTexts(value: unknown, hideIn: Reduce, strict: boolean, alone: boolean): unknown {
  if (typeof value === 'string') {
    const inner = parsed(value);
    if (inner !== undefined)
      return JSON.stringify(hideInTexts(hideIn(inner), hideIn, strict, isAlone(inner)));
    const isMasked = /^\[masked: [a-z_]+\]$/.test(value);
    return strict && !isMasked && (alone || lineEnd.test(value))
      ? '[left out: a text without fields]'
      : value;
  }
  if (Array.isArray(value)) return value.map((item) => hideInTexts(item, hideIn, strict, false));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, hideInTexts(member, hideIn, strict, alone)]),
  );
}
const lineEnd = /[\n\r\v\f\x1c-\x1f\x85\u2028\u2029]/;

/** Undefined when nothing of the value may stay. */
function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) {
    const items = value.map((item, at) => pick(item, below(paths, String(at))));
    return items.every((item) => item === undefined) ? undefined : items.filter((item) => item !== undefined);
  }
  if (!isRecord(value)) return undefined;
  const members = Object.entries(value)
    .map(([name, member]) => [name, pick(member, below(paths, name))] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function below(paths: readonly (readonly string[])[], name: string): readonly (readonly string[])[] {
  return paths.flatMap((path) => (path[0] === '*' || path[0] === name ? [path.slice(1)] : []));
}

function mask(value: unknown, path: readonly string[], by: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value === undefined ? undefined : by;
  const at = (name: string, member: unknown) =>
    step === '*' || step === name ? mask(member, rest, by) : member;
  if (Array.isArray(value)) return value.map((item, place) => at(String(place), item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, at(name, member)]));
}

function stepsOf(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** An object or a list; a bare number or word has no fields. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
