/** Who is at the other end of a request: a person, acting in exactly one tenant, as the session's one query found them. */
import type { Actor } from '../audit/actor.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
  readonly role: string;
  readonly additiveRoles: readonly string[];
  readonly tenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly plan: string;
    readonly status: string;
  };
}

export function actorOf(person: Person): Actor {
  return { kind: 'person', id: person.id, name: person.name };
}
