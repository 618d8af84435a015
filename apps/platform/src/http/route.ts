/**
 * A route is data (security.md section 7). Every member is required: a row that lacks one does not compile, and a row that
 * contradicts the permission table keeps the server from starting. `run` comes in eight kinds, by what it may touch:
 * `read` a snapshot, `watched` reading that is itself recorded, `change` a transaction that must leave an audit record, `work` several transactions with one record,
 * `control` a change in control that must leave its record there, from where it is carried to the tenant, `open` what happens before anybody is signed in, `operator` a transaction on control that must leave an entry in the
 * platform's own stream, `operator_read` a snapshot of control, after the entry of its reading where the row names one.
 */
import type { Static, TObject, TSchema } from 'typebox';
import type { Entitlement } from '@gamut/access/plans';
import type { RateClass } from '@gamut/access/permission-row';
import type { Permission } from '@gamut/access/permissions';
import type { TenantRef } from '@gamut/database/database';
import type { ControlReader, TenantReader } from '@gamut/database/tenant-transaction';
import type { ControlChange } from '../access/control-change.ts';
import type { Operator, OperatorRole } from '../access/operator.ts';
import type { Person } from '../access/person.ts';
import type { CarriedEvent } from '../audit/carried-events.ts';
import type { ControlEvent, ControlReading } from '../audit/control-events.ts';
import type { Platform } from '../platform.ts';
import type { AuditEvent } from './audit-events.ts';
import type { Audited } from './audited.ts';
import type { Change } from './change.ts';
import type { ControlAudited, OperatorChange } from './operator-change.ts';
import { loosensOf, type Loosening, type Loosens } from './separation.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** `session_token`: same origin and the session's own token. `same_origin`: no session yet. `not_cross_site`: a GET that leaves a record. */
export type CsrfMode = 'session_token' | 'same_origin' | 'not_cross_site' | 'none';

export interface RouteFace<
  P extends TObject = TObject,
  Q extends TObject = TObject,
  B extends TSchema = TSchema,
  A extends TSchema = TSchema,
> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  /** Null: the request carries no body, and one that does is refused. */
  readonly body: B | null;
  readonly answer: A;
  readonly status: 200 | 201 | 202 | 303;
  readonly permission: Permission | 'anyone' | 'operator';
  /** Whom of the platform's own people it takes; null where it takes a person of a tenant, or anyone. */
  readonly platformRole: OperatorRole | null;
  readonly entitlement: Entitlement | null;
  /** What of the agents' bounds it may loosen; null where it changes no agentic record. */
  readonly loosens: Loosens | null;
  /** The entry that it leaves: in the tenant's audit stream, or, for the operator's acts, in the platform's own. */
  readonly audit: AuditEvent | ControlEvent | 'none';
  readonly rateClass: RateClass;
  readonly csrf: CsrfMode;
  /**
   * What becomes of it while the key that the tenant owns is not there: `serve` is for who is signed in and for the journal,
   * which needs no key. Where no tenant is asked for, the makers of rows below say `serve`.
   */
  readonly whileSealed: 'refuse' | 'serve';
}

interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly platform: Platform;
}
export interface ReadCall<P = unknown, Q = unknown> extends Input<P, Q, undefined> {
  readonly person: Person;
  readonly tenant: TenantRef;
  readonly cookie: string;
  readonly tx: TenantReader;
}
/** Recorded before it begins; it may last, and asks now and then whether the person still may. */
export interface WatchedCall<P = unknown, Q = unknown> extends Input<P, Q, undefined> {
  readonly person: Person;
  readonly tenant: TenantRef;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  inRead<T>(work: (tx: TenantReader) => Promise<T>): Promise<T>;
  /** @throws AppError once session, person, membership or tenant has ended, or the right is taken */
  assertStillAllowed(): Promise<void>;
}
export interface ChangeCall<P = unknown, Q = unknown, B = unknown> extends Input<P, Q, B> {
  readonly person: Person;
  readonly tenant: TenantRef;
  readonly change: Change;
}
export interface WorkCall<P = unknown, Q = unknown, B = unknown> extends Input<P, Q, B> {
  readonly person: Person;
  readonly tenant: TenantRef;
  /** One transaction of this request's tenant, in which the audit record is written. */
  inChange<T>(work: (change: Change) => Promise<Audited<T>>): Promise<Audited<T>>;
}
/** A change of sessions, places, tokens or links: what hangs on it stands in one transaction of control (decision 0033). */
export interface ControlCall<P = unknown, Q = unknown, B = unknown> extends Input<P, Q, B> {
  readonly person: Person;
  readonly tenant: TenantRef;
  /** Once a request. Its value is the answer as it is kept for a repetition, if this one may be repeated. */
  inControl<T>(
    work: (change: ControlChange) => Promise<Audited<T>>,
    /** `account`: it reaches rows of other tenants too, as a person's account has them. */
    reach?: 'account',
  ): Promise<Audited<T>>;
}
export interface OpenCall<P = unknown, Q = unknown, B = unknown> extends Input<P, Q, B> {
  readonly address: string;
  readonly cookie: string | undefined;
}
export interface OperatorCall<P = unknown, Q = unknown, B = unknown> extends Input<P, Q, B> {
  readonly operator: Operator;
  readonly change: OperatorChange;
}
export interface OperatorReadCall<P = unknown, Q = unknown> extends Input<P, Q, undefined> {
  readonly operator: Operator;
  readonly tx: ControlReader;
}
/** What an answer carries beside its body: a cookie, a place to go, the name of a file. */
export interface Answered<A> {
  readonly answer: A;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Run =
  | { readonly kind: 'read'; run(call: ReadCall): Promise<unknown> }
  | { readonly kind: 'watched'; run(call: WatchedCall): Promise<Answered<unknown>> }
  | { readonly kind: 'change'; run(call: ChangeCall): Promise<Audited<unknown>> }
  | { readonly kind: 'work'; run(call: WorkCall): Promise<Audited<Answered<unknown>>> }
  | { readonly kind: 'control'; run(call: ControlCall): Promise<Audited<Answered<unknown>>> }
  | { readonly kind: 'open'; run(call: OpenCall): Promise<Answered<unknown>> }
  | { readonly kind: 'operator'; run(call: OperatorCall): Promise<ControlAudited<unknown>> }
  | { readonly kind: 'operator_read'; run(call: OperatorReadCall): Promise<unknown> };

export type Route = RouteFace & { readonly operation: Run };

type Face<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema, Fixed> = Omit<
  RouteFace<P, Q, B, A>,
  keyof Fixed | 'platformRole' | 'loosens'
> &
  Fixed;
const ofNoOperator = { platformRole: null, loosens: null } as const;
interface ReadFixed {
  readonly method: 'GET';
  readonly body: null;
  readonly permission: Permission;
  readonly audit: 'none';
  readonly csrf: 'none';
}
interface ChangeFixed {
  readonly method: Exclude<Method, 'GET'>;
  readonly permission: Permission;
  readonly audit: AuditEvent;
  readonly csrf: 'session_token';
}

export function readRoute<P extends TObject, Q extends TObject, A extends TSchema>(
  face: Face<P, Q, TSchema, A, ReadFixed>,
  run: (call: ReadCall<Static<P>, Static<Q>>) => Promise<Static<A>>,
): Route {
  return {
    ...face,
    ...ofNoOperator,
    operation: { kind: 'read', run: run as (call: ReadCall) => Promise<unknown> },
  };
}

/** What is read of the accounts of others: the reading leaves a record of its own, repeats collapsed (`record-reading.ts`). */
export function watchedRoute<P extends TObject, Q extends TObject, A extends TSchema>(
  face: Face<
    P,
    Q,
    TSchema,
    A,
    {
      readonly method: 'GET';
      readonly body: null;
      readonly permission: Permission;
      readonly audit: AuditEvent;
      readonly csrf: 'not_cross_site';
    }
  >,
  run: (call: WatchedCall<Static<P>, Static<Q>>) => Promise<Answered<Static<A>>>,
): Route {
  return {
    ...face,
    ...ofNoOperator,
    operation: { kind: 'watched', run: run as (call: WatchedCall) => Promise<Answered<unknown>> },
  };
}

export function changeRoute<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema>(
  face: Face<P, Q, B, A, ChangeFixed> & Loosening,
  run: (call: ChangeCall<Static<P>, Static<Q>, Static<B>>) => Promise<Audited<Static<A>>>,
): Route {
  return {
    ...face,
    ...ofNoOperator,
    loosens: loosensOf(face),
    operation: { kind: 'change', run: run as (call: ChangeCall) => Promise<Audited<unknown>> },
  };
}

/** Exports and verification: they read more than one transaction holds, and still leave their record first. */
export function workRoute<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema>(
  face: Face<P, Q, B, A, { readonly permission: Permission; readonly audit: AuditEvent }> & Loosening,
  run: (call: WorkCall<Static<P>, Static<Q>, Static<B>>) => Promise<Audited<Answered<Static<A>>>>,
): Route {
  return {
    ...face,
    ...ofNoOperator,
    loosens: loosensOf(face),
    operation: { kind: 'work', run: run as (call: WorkCall) => Promise<Audited<Answered<unknown>>> },
  };
}

/** What people change in control. */
export function controlRoute<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema>(
  face: Face<P, Q, B, A, Omit<ChangeFixed, 'audit'> & { readonly audit: CarriedEvent }>,
  run: (call: ControlCall<Static<P>, Static<Q>, Static<B>>) => Promise<Audited<Answered<Static<A>>>>,
): Route {
  return {
    ...face,
    ...ofNoOperator,
    operation: { kind: 'control', run: run as (call: ControlCall) => Promise<Audited<Answered<unknown>>> },
  };
}

const ofNoTenant = { whileSealed: 'serve', loosens: null } as const;
type TenantlessFace<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema, Fixed> = Omit<
  Face<P, Q, B, A, Fixed>,
  keyof typeof ofNoTenant
>;

export function openRoute<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema>(
  face: TenantlessFace<
    P,
    Q,
    B,
    A,
    { readonly permission: 'anyone' | 'operator'; readonly entitlement: null; readonly audit: AuditEvent }
  >,
  run: (call: OpenCall<Static<P>, Static<Q>, Static<B>>) => Promise<Answered<Static<A>>>,
): Route {
  return {
    ...face,
    ...ofNoTenant,
    platformRole: face.permission === 'operator' ? 'root' : null,
    operation: { kind: 'open', run: run as (call: OpenCall) => Promise<Answered<unknown>> },
  };
}

interface OperatorFixed {
  readonly permission: 'operator';
  readonly platformRole: OperatorRole;
  readonly entitlement: null;
  readonly csrf: 'none';
}

/** What is read away whole leaves its entry before it is given. */
type ControlExport = Extract<ControlEvent, `${string}_journal.exported`>;

/** An act of the operator: one transaction on home's control schema, committed only with its entry. */
export function operatorRoute<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema>(
  face: TenantlessFace<
    P,
    Q,
    B,
    A,
    OperatorFixed &
      (
        | { readonly method: Exclude<Method, 'GET'>; readonly audit: ControlEvent }
        | { readonly method: 'GET'; readonly audit: ControlExport }
      )
  >,
  run: (call: OperatorCall<Static<P>, Static<Q>, Static<B>>) => Promise<ControlAudited<Static<A>>>,
): Route {
  return {
    ...face,
    ...ofNoTenant,
    operation: { kind: 'operator', run: run as (call: OperatorCall) => Promise<ControlAudited<unknown>> },
  };
}

/** Of home's control schema; what was done there is shown only once the reading is on the record (`record-operator-reading.ts`). */
export function operatorReadRoute<P extends TObject, Q extends TObject, A extends TSchema>(
  face: TenantlessFace<
    P,
    Q,
    TSchema,
    A,
    OperatorFixed & { readonly method: 'GET'; readonly body: null; readonly audit: 'none' | ControlReading }
  >,
  run: (call: OperatorReadCall<Static<P>, Static<Q>>) => Promise<Static<A>>,
): Route {
  return {
    ...face,
    ...ofNoTenant,
    operation: { kind: 'operator_read', run: run as (call: OperatorReadCall) => Promise<unknown> },
  };
}
