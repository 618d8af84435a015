/**
 * The reduced form of an answer (decision `degrade`): only the declared fields, at most so many rows in the whole of it, whatever is not
 * text left out. What is left is masked by the redactor, in the text and in the structured copy alike. What
 * the form set in the arguments (a dry run, reading only) is said with it (product.md 4).
 */
import type { SafeForm } from '@gamut/protocol/safe-form';
import type { Answer, AnswerItem } from './answer.ts';
import { createRowBudget, type RowsCut } from './row-budget.ts';
import { selectFields } from './select-fields.ts';
import { showTwin, textTwinsOf, type TextTwins } from './text-twins.ts';

export interface Reduced {
  readonly answer: Answer;
  /** What was left out, in a sentence. */
  readonly what: string;
}

/**
 * @param strike takes secrets out: of the half that a cut leaves nobody would know what it was
 * @param twins texts that say once more what is structured, of the answer as it came
 */
export function reduceAnswer(
  whole: Answer,
  form: SafeForm,
  strike: (whole: Answer) => Answer,
  twins: TextTwins = textTwinsOf(whole),
): Reduced {
  const isTwin = (at: number) => whole.structuredContent !== undefined && twins.has(at);
  const others = { ...whole, content: whole.content.filter((_, at) => !isTwin(at)) };
  const { answer: selected, leftOut } = selectFields(others, form);
  const answer = strike(selected);
  const budget = createRowBudget(form.rowsMax);
  let items = leftOut;
  const content: AnswerItem[] = [];
  for (const item of answer.content) {
    const text = item.type === 'text' ? item.text : textOfResource(item);
    const kept = text === undefined ? undefined : budget.reduce(text);
    if (text === undefined) items += 1;
    else if (typeof kept === 'string') content.push({ type: 'text', text: kept });
  }
  const { structuredContent, ...rest } = answer;
  const structured = structuredContent === undefined ? undefined : budget.reduce(structuredContent);
  for (const [at, path] of twins) {
    const text = isTwin(at) ? showTwin(structured, path) : undefined;
    if (text !== undefined) content.push({ type: 'text', text });
  }
  const reduced =
    structured === undefined ? {} : { structuredContent: structured as Record<string, unknown> };
  return { answer: { ...rest, content, ...reduced }, what: sayWhat(form, items, budget.cut) };
}

function sayWhat(form: SafeForm, items: number, { rows: cut, uncounted }: RowsCut): string {
  const left = [
    cut > 0 ? `${cut} ${cut === 1 ? 'row' : 'rows'}` : '',
    uncounted ? 'a part whose rows nobody can count' : '',
    items > 0 ? `${items} other ${items === 1 ? 'item' : 'items'}` : '',
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
