/**
 * The reduced form of an answer (decision `degrade`): only the declared fields, at most so many lines or items, long lines cut,
 * whatever is not text left out. What is left is masked by the redactor, in the text and in the structured copy alike. What
 * the form set in the arguments (a dry run, reading only) is said with it (product.md 4).
 */
import type { SafeForm } from '@gamut/protocol/safe-form';
import type { Answer, AnswerItem } from './answer.ts';
import { selectFields } from './select-fields.ts';

const lineCharsMax = 2000;

export interface Reduced {
  readonly answer: Answer;
  /** What was left out, in a sentence. */
  readonly what: string;
}

/** @param strike takes secrets out: of the half that a cut leaves nobody would know what it was */
export function reduceAnswer(whole: Answer, form: SafeForm, strike: (whole: Answer) => Answer): Reduced {
  const { answer: selected, leftOut } = selectFields(whole, form);
  const answer = strike(selected);
  const cut = { rows: 0, items: leftOut };
  let rowsLeft = form.rowsMax;
  const content: AnswerItem[] = [];
  for (const item of answer.content) {
    const text = item.type === 'text' ? item.text : textOfResource(item);
    if (text === undefined) {
      cut.items += 1;
      continue;
    }
    const lines = text.split(/\r\n|\n|\r/);
    const kept = lines.slice(0, rowsLeft);
    cut.rows += lines.length - kept.length;
    rowsLeft -= kept.length;
    if (kept.length > 0) content.push({ type: 'text', text: kept.map(shorten).join('\n') });
  }
  const structured =
    answer.structuredContent === undefined
      ? {}
      : {
          structuredContent: reduceValue(answer.structuredContent, form.rowsMax, cut) as Record<
            string,
            unknown
          >,
        };
  return { answer: { ...answer, content, ...structured }, what: sayWhat(form, cut) };
}

function sayWhat(form: SafeForm, cut: { readonly rows: number; readonly items: number }): string {
  const left = [
    cut.rows > 0 ? `${cut.rows} ${cut.rows === 1 ? 'line' : 'lines'}` : '',
    cut.items > 0 ? `${cut.items} other ${cut.items === 1 ? 'item' : 'items'}` : '',
  ].filter((part) => part !== '');
  const rows = `at most ${form.rowsMax} rows, ${left.length === 0 ? 'nothing' : left.join(' and ')} left out`;
  const set = new Set((form.arguments ?? []).map((one) => said[one.makes]));
  const parts = [
    ...set,
    rows,
    ...(form.fields === undefined ? [] : ['only the fields that the form names']),
    ...((form.maskedFields ?? []).length > 0 ? [`fields of class ${classesOf(form)} masked`] : []),
    ...(form.mask ? ['personal values masked'] : []),
  ];
  return parts.join(', ');
}

const said = { dry_run: 'a dry run: nothing was changed', read_only: 'reading only' } as const;

function classesOf(form: SafeForm): string {
  return [...new Set((form.maskedFields ?? []).map((one) => one.dataClass))].join(' and ');
}

function textOfResource(item: AnswerItem): string | undefined {
  const resource =
    item.type === 'resource' ? (item['resource'] as { text?: unknown } | undefined) : undefined;
  return typeof resource?.text === 'string' ? resource.text : undefined;
}

function reduceValue(value: unknown, rowsMax: number, cut: { rows: number; items: number }): unknown {
  if (typeof value === 'string')
    return value
      .split(/\r\n|\n|\r/)
      .slice(0, rowsMax)
      .map(shorten)
      .join('\n');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    cut.items += Math.max(0, value.length - rowsMax);
    return value.slice(0, rowsMax).map((item) => reduceValue(item, rowsMax, cut));
  }
  const members = Object.entries(value);
  cut.items += Math.max(0, members.length - Math.max(rowsMax, 32));
  return Object.fromEntries(
    members
      .slice(0, Math.max(rowsMax, 32))
      .map(([name, member]) => [name, reduceValue(member, rowsMax, cut)]),
  );
}

function shorten(line: string): string {
  return line.length > lineCharsMax ? `${line.slice(0, lineCharsMax)}…` : line;
}
