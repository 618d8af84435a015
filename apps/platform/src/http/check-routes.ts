/** Whether the route table holds together; the server does not start on a table that doesn't. */
import { permissionRow } from '@gamut/access/permissions';
import { controlEvents } from '../audit/control-events.ts';
import { auditEvents } from './audit-events.ts';
import { findReader, unconditional } from './change-guards.ts';
import type { Route } from './route.ts';

/** Rows that people reach before they are signed in. Adding one is a decision, so it is written down twice. */
const openPaths = new Set([
  'POST /v1/session',
  'POST /v1/set-up',
  'POST /v1/password-reset',
  'GET /sign-in/:token',
  'POST /operator/v1/sign-in-links',
]);

/** What a person reaches while the tenant is sealed. Adding one is a decision, so it is written down twice. */
const needsNoKey = /^\/v1\/(session|journal|audit-events)(\/|$)/;

/** @returns one line for each fault */
export function findRouteFaults(routes: readonly Route[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const fault = (text: string): void => void faults.push(`${name}: ${text}`);
    if (seen.has(name)) fault('stands twice in the table');
    seen.add(name);
    for (const text of missingMembers(route)) fault(text);
    if (isReplacing(route) && findReader(route, routes) === undefined && !Object.hasOwn(unconditional, name))
      fault('is changed without If-Match, since no GET shows it at this address, and no reason says why');
    if ((route.permission === 'operator') !== (route.platformRole !== null))
      fault('is the operator’s and names no platform role, or the reverse');
    if (isOperators(route)) {
      for (const text of operatorFaults(route)) fault(text);
      continue;
    }
    if (route.permission === 'anyone' || route.permission === 'operator') {
      if (!openPaths.has(name)) fault('is open, and is not one of the open routes');
      continue;
    }
    const row = permissionRow(route.permission);
    if (route.entitlement !== row.entitlement)
      fault(`names the entitlement ${String(route.entitlement)}, its permission ${String(row.entitlement)}`);
    if (route.rateClass !== row.rateClass)
      fault(`names the rate class ${route.rateClass}, its permission ${row.rateClass}`);
    if (route.operation?.kind === 'control' && !row.sessionOnly)
      fault('changes control, and would take a token, whose standing nobody asks about there');
    if (row.auditMandatory && route.audit === 'none') fault('must leave an audit record and names none');
    if (route.method !== 'GET' && route.audit === 'none') fault('changes something and names no audit event');
    if (route.method === 'GET' && route.audit !== 'none' && route.csrf !== 'not_cross_site')
      fault('leaves a record and could be set off by another site');
    if (route.whileSealed === 'serve' && !needsNoKey.test(route.path))
      fault('is served while the tenant is sealed, and is neither session nor journal');
    for (const text of looseningFaults(route)) fault(text);
    if (route.method !== 'GET' && route.csrf !== 'session_token')
      fault('changes something without the session token');
  }
  return faults;
}

/** What changes agentic records says what it may loosen, and says why where that is nothing. */
function looseningFaults({ method, entitlement, loosens }: Route): string[] {
  if (method === 'GET' || entitlement !== 'agentic') return [];
  if (loosens === null) return ['changes agentic records and does not say what it may loosen'];
  if (typeof loosens === 'object' && loosens?.nothing.trim() === '')
    return ['loosens nothing and says no reason'];
  return [];
}

function isReplacing({ method }: Route): boolean {
  return method === 'PUT' || method === 'PATCH';
}

function isOperators(route: Route): boolean {
  return route.operation?.kind === 'operator' || route.operation?.kind === 'operator_read';
}

/** The operator's own: behind the operator's door alone, under its own address, and never a change without an entry. */
function operatorFaults(route: Route): string[] {
  const faults: string[] = [];
  if (route.permission !== 'operator') faults.push('is the operator’s, and opens to others');
  if (!route.path.startsWith('/operator/v1/')) faults.push('is the operator’s, under an address of others');
  const changes = route.operation.kind === 'operator';
  const exports = route.method === 'GET' && route.audit.endsWith('_journal.exported');
  if (changes === (route.method === 'GET') && !(changes && exports))
    faults.push('reads by a changing method, or changes by reading');
  const recorded = changes || route.audit.endsWith('_journal.read');
  if (recorded !== Object.hasOwn(controlEvents, route.audit))
    faults.push('names no event of the platform’s own stream, or reads and names one');
  return faults;
}

export function assertRoutes(routes: readonly Route[]): void {
  const faults = findRouteFaults(routes);
  if (faults.length > 0) throw new Error(`the route table does not hold together:\n${faults.join('\n')}`);
}

/** What the compiler already refuses, for a row that was cast past it. */
function missingMembers(route: Route): string[] {
  const missing = (
    [
      'method',
      'path',
      'summary',
      'params',
      'query',
      'answer',
      'status',
      'permission',
      'platformRole',
      'loosens',
      'audit',
      'rateClass',
      'csrf',
      'whileSealed',
      'operation',
    ] as const
  )
    .filter((member) => route[member] === undefined)
    .map((member) => `lacks ${member}`);
  if (route.body === undefined) missing.push('lacks body');
  if (route.entitlement === undefined) missing.push('lacks entitlement');
  if (route.audit !== 'none' && !Object.hasOwn(isOperators(route) ? controlEvents : auditEvents, route.audit))
    missing.push(`names the unknown event ${route.audit}`);
  const inPath = [...route.path.matchAll(/:([A-Za-z]+)/g)]
    .map((match) => match[1])
    .sort()
    .join();
  if (
    inPath !==
    Object.keys(route.params?.properties ?? {})
      .sort()
      .join()
  )
    missing.push('has parameters that its path does not name, or the reverse');
  return missing;
}
