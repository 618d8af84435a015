/** The mandatory set, whole: each clause is kept by a route that can't answer without its record, or has no way to happen yet. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { permissionNames, permissionRow, type Permission } from '@gamut/access/permissions';
import { auditEvents } from '../http/audit-events.ts';
import { routeTable } from '../http/route-table.ts';
import { controlEvents } from './control-events.ts';
import { mandatoryAudit } from './mandatory-audit.ts';

const named = new Set<string>(routeTable.map(({ audit }) => audit));
const source = join(import.meta.dirname, '..');

/** Written by something else than a person's or operator's request: the provision process, or what support reads. */
const appended = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) =>
      file.endsWith('.ts') &&
      !file.endsWith('.test.ts') &&
      !/(audit|control)-events\.ts$|mandatory/.test(file),
  )
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');

for (const { clause, kept, comes } of mandatoryAudit)
  test(`${clause}: recorded, or not there yet`, () => {
    assert.ok(kept.length + comes.length > 0);
    // one that is in no table of events yet has no way to happen either: the tables are what routes are typed by
    for (const event of kept.filter(
      (one) => Object.hasOwn(auditEvents, one) || Object.hasOwn(controlEvents, one),
    ))
      assert.ok(named.has(event) || appended.includes(`'${event}'`), `nothing leaves ${event}`);
    for (const coming of comes)
      assert.ok(
        !permissionNames.includes(coming as Permission) && !named.has(coming),
        `${coming} has come: name the event that keeps this clause`,
      );
  });

test('a route that leaves one of these records needs a permission whose record is mandatory, or is an operator’s', () => {
  const mandatory = new Set<string>(mandatoryAudit.flatMap(({ kept }) => kept));
  for (const { audit, permission, method, path } of routeTable) {
    if (!mandatory.has(audit) || permission === 'anyone' || permission === 'operator') continue;
    const name = `${method} ${path}`;
    if (Object.hasOwn(Object.fromEntries(permissionNames.map((one) => [one, true])), permission))
      assert.ok(permissionRow(permission as Permission).auditMandatory, name);
  }
});
