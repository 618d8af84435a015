/**
 * The arguments of a safe form: a dry run or a read-only mode is an argument that Gateway sets before the action is digested,
 * judged, shown to an approver and sent, so all four are about one thing: the call that is made. A form that would touch what
 * the action is aimed at, or that the tool's schema refuses, does not fit the call.
 */
import type { JsonObject, JsonValue } from '@gamut/kernel/canonical-json';
import type { SafeArgument } from '@gamut/protocol/safe-form';
import type { IndexedTool } from './indexed-facts.ts';
import { stepsOf } from './json-pointer.ts';

/** @returns a copy with the arguments of the form set; undefined when the form does not fit */
export function withSafeArguments(tool: IndexedTool, args: JsonObject): JsonObject | undefined {
  const wanted = tool.facts.safeForm?.arguments ?? [];
  if (wanted.length === 0) return args;
  const guarded = [
    ...tool.facts.targetPointers,
    ...(tool.facts.recipientPointers ?? []),
    ...(tool.facts.amountPointer === null ? [] : [tool.facts.amountPointer]),
    ...currencyPointers(tool),
  ];
  // where nobody knows what a pointer means, anything may be it
  if (guarded.some((pointer) => stepsOf(pointer) === undefined)) return undefined;
  if (wanted.some((one) => guarded.some((pointer) => overlap(one.pointer, pointer)))) return undefined;
  let changed: JsonObject | undefined = args;
  for (const one of wanted) {
    changed = changed === undefined ? undefined : setArgument(changed, one);
  }
  if (changed === undefined || !fits(tool, changed)) return undefined;
  return changed;
}

function fits(tool: IndexedTool, args: JsonObject): boolean {
  const compiled = tool.arguments();
  return compiled.usable && compiled.check(args).length === 0;
}

function currencyPointers({ facts: { amountCurrency } }: IndexedTool): readonly string[] {
  return amountCurrency !== undefined && 'pointer' in amountCurrency ? [amountCurrency.pointer] : [];
}

/** One lies within the other; `*` stands for any item. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [one.split('/'), other.split('/')];
  return a.every((step, at) => at >= b.length || step === b[at] || step === '*' || b[at] === '*');
}

/** Sets one member; its parents must be objects, and are made when they are missing. */
function setArgument(args: JsonObject, { pointer, value }: SafeArgument): JsonObject | undefined {
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (steps.includes('__proto__')) return undefined;
  return setAt(args, steps, value);
}

function setAt(
  holder: JsonValue | undefined,
  steps: readonly string[],
  value: JsonValue,
): JsonObject | undefined {
  if (holder !== undefined && (typeof holder !== 'object' || holder === null || Array.isArray(holder)))
    return undefined;
  const members = (holder ?? {}) as JsonObject;
  const [step, ...rest] = steps as [string, ...string[]];
  if (rest.length === 0) return { ...members, [step]: value };
  const inner = setAt(Object.hasOwn(members, step) ? members[step] : undefined, rest, value);
  return inner === undefined ? undefined : { ...members, [step]: inner };
}
