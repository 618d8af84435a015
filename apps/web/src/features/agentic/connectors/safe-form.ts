/** The safe form of a tool in words, and what a person edits of it. */
import { count, lowerTerm } from '../../../parts/wording.ts';
import type { ConnectorTool } from './connector.ts';

export type SafeForm = NonNullable<ConnectorTool['safeForm']>;

/** Pure: what Gateway does to an answer in the safe form, one phrase each. */
export function safeFormParts({
  rowsMax,
  mask,
  fields,
  maskedFields,
  arguments: fixed,
}: SafeForm): readonly string[] {
  return [
    `at most ${count(rowsMax)} rows`,
    mask ? 'personal values masked' : '',
    fields && fields.length > 0 ? `only ${fields.join(', ')}` : '',
    maskedFields && maskedFields.length > 0
      ? `${maskedFields.map(({ pointer, dataClass }) => `${pointer} as ${lowerTerm(dataClass)}`).join(', ')}`
      : '',
    fixed && fixed.length > 0
      ? `sent with ${fixed.map(({ pointer, value, makes }) => `${pointer} = ${String(value)} (${lowerTerm(makes)})`).join(', ')}`
      : '',
  ].filter(Boolean);
}

export const safeFormText = (form: SafeForm | null): string =>
  form === null ? 'none: a person decides instead' : safeFormParts(form).join('; ');

/** As typed: empty rows mean no safe form. */
export interface SafeFormText {
  readonly rows: string;
  readonly mask: boolean;
}

export const safeFormTyped = (form: SafeForm | null | undefined): SafeFormText => ({
  rows: form ? String(form.rowsMax) : '',
  mask: form?.mask ?? true,
});

/** Pure: what was typed, over what stood there; members that this sheet does not show stay as they were. */
export function safeFormOf(typed: SafeFormText, before: SafeForm | null | undefined): SafeForm | null {
  if (typed.rows.trim() === '') return null;
  return { ...before, rowsMax: Number(typed.rows), mask: typed.mask };
}
