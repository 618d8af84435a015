/**
 * The one place that touches Cedar. It is WebAssembly: pure, loaded on first use, so a tenant without rules costs nothing.
 * A trap (a text nested too deep overflows its stack) leaves that instance broken for everybody, so it is thrown away and
 * the next use gets a fresh one. Policies that were parsed are kept in a fixed number of places: Cedar has no way to let go
 * of one but to put another in its place.
 */
import { createRequire } from 'node:module';
import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';
import type { EntityJson, PolicyJson, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import { ruleSchema } from './rule-schema.ts';
import { sayProblems } from './say-problems.ts';

type Cedar = typeof CedarModule;

/** Stands in the digest of the policy set: another release may judge in another way. */
export const cedarRelease = 'cedar-wasm 4.13.0';

const load = createRequire(import.meta.url);
const cedarModule = '@cedar-policy/cedar-wasm/nodejs';
const placesMax = 256;

interface Instance {
  readonly cedar: Cedar;
  /** What was parsed into each place. */
  readonly places: (ParsedPolicies | undefined)[];
  next: number;
}

let present: Instance | undefined;

/** Runs one call; whatever is thrown inside breaks the instance. @returns undefined after a fault */
function within<T>(work: (instance: Instance) => T): T | undefined {
  try {
    present ??= { cedar: load(cedarModule) as Cedar, places: [], next: 0 };
    return work(present);
  } catch {
    present = undefined;
    forgetModule();
    return undefined;
  }
}

/** The module instantiates itself when it is loaded, so the fresh instance comes from loading it again. */
function forgetModule(): void {
  try {
    Reflect.deleteProperty(load.cache, load.resolve(cedarModule));
  } catch {
    // it is not there at all: every use then faults, and a fault blocks
  }
}

export interface PolicyQuestion {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: StatefulAuthorizationCall['context'];
  readonly entities: EntityJson[];
}

/** Which policies decided and which erred; undefined when Cedar gave no answer that can be read. */
export interface PolicyAnswer {
  readonly denied: boolean;
  readonly matched: readonly string[];
  readonly erred: readonly string[];
}

/** Policies under their ids, parsed once, and again only when their place was needed or the instance broke. */
export class ParsedPolicies {
  readonly #policies: Readonly<Record<string, string>>;
  #place = 0;

  constructor(policies: Readonly<Record<string, string>>) {
    this.#policies = policies;
  }

  /** @returns false when they cannot be parsed */
  prepare(): boolean {
    return within((instance) => this.#take(instance)) ?? false;
  }

  ask(question: PolicyQuestion): PolicyAnswer | undefined {
    return within((instance) => {
      if (!this.#take(instance)) return undefined;
      const { principal, action, resource, context, entities } = question;
      const answer = instance.cedar.statefulIsAuthorized({
        principal: { type: 'Agent', id: principal },
        action: { type: 'Action', id: action },
        resource: { type: 'Tool', id: resource },
        context,
        entities,
        preparsedPolicySetId: String(this.#place),
      });
      if (answer.type !== 'success') return undefined;
      const { decision, diagnostics } = answer.response;
      const erred = diagnostics.errors.map((error) => error.policyId);
      return { denied: decision !== 'allow', matched: diagnostics.reason, erred };
    });
  }

  #take(instance: Instance): boolean {
    if (instance.places[this.#place] === this) return true;
    const place = instance.next;
    const answer = instance.cedar.preparsePolicySet(String(place), { staticPolicies: { ...this.#policies } });
    if (answer.type !== 'success') return false;
    instance.places[place] = this;
    instance.next = (place + 1) % placesMax;
    this.#place = place;
    return true;
  }
}

export type ReadPolicy =
  | { readonly kind: 'read'; readonly policy: PolicyJson }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] };

const noAnswer: ReadPolicy = { kind: 'unreadable', problems: ['The rule is nested too deep to be read.'] };

/** One text that holds one policy, and no template. */
export function readPolicy(text: string): ReadPolicy {
  const answer = within(({ cedar }): ReadPolicy => {
    const parts = cedar.policySetTextToParts(text);
    if (parts.type !== 'success') return { kind: 'unreadable', problems: sayProblems(text, parts.errors) };
    const [policy, ...others] = parts.policies;
    if (policy === undefined || others.length > 0 || parts.policy_templates.length > 0)
      return { kind: 'unreadable', problems: ['A rule is exactly one policy, and no template.'] };
    const read = cedar.policyToJson(policy);
    return read.type === 'success'
      ? { kind: 'read', policy: read.json }
      : { kind: 'unreadable', problems: read.errors.map((error) => error.message) };
  });
  return answer ?? noAnswer;
}

/** What the strict validator finds against our schema; a warning (a rule that can never match) counts. */
export function validatePolicy(text: string): readonly string[] {
  const problems = within(({ cedar }): readonly string[] => {
    const answer = cedar.validate({ schema: ruleSchema, policies: { staticPolicies: { rule: text } } });
    if (answer.type !== 'success') return sayProblems(text, answer.errors);
    const found = [...answer.validationErrors, ...answer.validationWarnings].map(({ error }) => error);
    return sayProblems(text, [...found, ...answer.otherWarnings]);
  });
  return problems ?? ['The rule is nested too deep to be validated.'];
}
