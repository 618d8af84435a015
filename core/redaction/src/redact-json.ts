/**
 * A JSON value as canonical text, with everything taken out that is found in it: in the text, where a member's name says what its
 * value is, and in each value by itself where quotes inside of one are escaped in the text.
 */
import { canonicalJson, type JsonValue } from '@gamut/kernel/canonical-json';
import type { Redactor } from './redactor.ts';

export function redactJson(redactor: Redactor, value: JsonValue): string {
  const text = canonicalJson(value);
  const each = text.includes('\\"') ? canonicalJson(redactor.redactValue(value).value as JsonValue) : text;
  return redactor.redact(each).text;
}
