/**
 * Outside of infra/database nobody touches the name of a tenant's schema or role, in whatever form the language offers: a
 * member by point or bracket, one taken apart, a catalog that lists them, a table's name put together behind one. Read from
 * the syntax, not from the text, so a line break or a quote more hides nothing.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import ts from 'typescript';
import { placeExceptions, placeNames, placeSelectors, provisionParts, rooms } from '../../tools/walls.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const tableWord = /\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY|SCHEMA|TRUNCATE)\s+"?$/i;
const behindPoint = /^"?\s*\./;
const catalogOfPlaces = /\b(?:pg_namespace|nspname|current_schemas?|schemata|schema_name|role_name)\b/;

/** How a file names a tenant's place. */
function placesIn(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = placeIn(node);
    if (what !== undefined) found.push(`${what}: ${node.getText().slice(0, 80)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function placeIn(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && isPlace(node.name.text, node.expression)) return 'member';
  if (ts.isElementAccessExpression(node)) {
    const index = textOf(node.argumentExpression);
    if (index !== undefined && isPlace(index, node.expression)) return 'member in brackets';
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const taken = node.propertyName ?? node.name;
    if (placeNames.includes(taken.getText().replaceAll(/['"`]/g, ''))) return 'taken apart';
  }
  const pieces = piecesOf(node);
  if (
    pieces?.some(
      (piece, at) =>
        at > 0 && piece.behind && behindPoint.test(piece.text) && tableWord.test(pieces[at - 1]?.text ?? ''),
    )
  )
    return 'a table put together';
  if (pieces?.some(({ text }) => catalogOfPlaces.test(text))) return 'the catalog of schemas';
  return undefined;
}

/** A role is a person's too: only that of a value that is called a tenant or a reference counts. */
function isPlace(member: string, of: ts.Expression): boolean {
  if (placeNames.includes(member)) return true;
  return member === 'role' && /(?:^|\.)(?:tenant|ref|tenantRef)[?!]?$/.test(of.getText());
}

function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  const pieces = piecesOf(node);
  return pieces?.every(({ behind }) => !behind) === true
    ? pieces.map(({ text }) => text).join('')
    : undefined;
}

interface Piece {
  readonly text: string;
  /** Something that is no literal stands before it. */
  readonly behind: boolean;
}

/** The literal pieces of a text, a template or a sum, in order; undefined for what is part of a greater one. */
function piecesOf(node: ts.Node): Piece[] | undefined {
  if (ts.isStringLiteralLike(node))
    return isSum(node.parent) ? undefined : [{ text: node.text, behind: false }];
  if (ts.isTemplateExpression(node))
    return [
      { text: node.head.text, behind: false },
      ...node.templateSpans.map(({ literal }) => ({ text: literal.text, behind: true })),
    ];
  if (!isSum(node) || isSum(node.parent)) return undefined;
  const pieces: Piece[] = [];
  let behind = false;
  for (const part of addends(node)) {
    const own = ts.isStringLiteralLike(part)
      ? [{ text: part.text, behind: false }]
      : ts.isTemplateExpression(part)
        ? piecesOf(part)
        : undefined;
    if (own === undefined) behind = true;
    for (const [at, piece] of (own ?? []).entries()) {
      const last = pieces.at(-1);
      // two literals in a row are one
      if (at === 0 && !behind && last !== undefined)
        pieces.splice(-1, 1, { ...last, text: last.text + piece.text });
      else pieces.push({ text: piece.text, behind: behind || piece.behind });
      behind = false;
    }
  }
  return pieces;
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function addends(node: ts.Expression): ts.Expression[] {
  const bare = ts.isParenthesizedExpression(node) ? node.expression : node;
  return isSum(bare) ? [...addends(bare.left), ...addends(bare.right)] : [bare];
}

const serving = Object.keys(rooms)
  .filter((room) => room !== 'infra/database' && room !== 'apps/web')
  .flatMap((room) => globSync(`${room}/src/**/*.ts`, { cwd: root }))
  .filter((file) => !/\.test\.ts$|\/demo\//.test(file) && !new RegExp(provisionParts).test(file));

test('no serving module touches the name of a tenant’s schema or role, in any form', () => {
  assert.ok(serving.length > 300);
  const found = serving
    .filter((file) => !placeExceptions.includes(file))
    .flatMap((file) =>
      placesIn(file, readFileSync(join(root, file), 'utf8')).map((what) => `${file}: ${what}`),
    );
  assert.deepEqual(found, []);
});

const planted = [
  "tx.query('SELECT * FROM ' + ref.schema + '.people')",
  "const place = ref['schema']; use(place)",
  "const place = ref['sch' + 'ema']; use(place)",
  'const place = ref[`schema`]; use(place)',
  'const { schema } = ref; use(schema)',
  "const { 'schema': elsewhere } = ref; use(elsewhere)",
  'function f({ schema: s }: Ref) { return s; }',
  'tx.query(`SELECT * FROM ${tenant.schema}.people`)',
  'tx.query(`SELECT * FROM ${place}.people`)',
  'tx.query(`DELETE FROM "${place}".people`)',
  "tx.query('SELECT * FROM ' + place + '.people')",
  "tx.query('SELECT * ' + 'FROM ' + (place + '.people'))",
  "tx.query('UPDATE ' + place +\n  '.people SET name = 1')",
  'const role = tenant.role; use(role)',
  "const role = ref['role']; use(role)",
  "tx.query('SELECT nspname FROM pg_namespace')",
  "tx.query('SELECT schema_name FROM control.tenants')",
];

test('each form would be found', () => {
  for (const text of planted) assert.notDeepEqual(placesIn('planted.ts', text), [], text);
  for (const text of [
    'tx.query(`SELECT ${columns} FROM ${tables} WHERE p.id = $1`)',
    'const role = person.role; use(role)',
    'use(`${name}.json`)',
    "use('from ' + name + ' to ' + other)",
  ])
    assert.deepEqual(placesIn('harmless.ts', text), [], text);
});

test('the linter refuses them where they are typed, in every serving room', async () => {
  const linter = new Linter();
  for (const text of planted.filter((one) => !/Ref\)|role|nspname|schema_name|\(place \+/.test(one))) {
    const found = linter.verify(text, { rules: { 'no-restricted-syntax': ['error', ...placeSelectors] } });
    assert.ok(
      found.some(({ ruleId }) => ruleId === 'no-restricted-syntax'),
      `${text}: ${JSON.stringify(found)}`,
    );
  }
  const eslint = new ESLint({ cwd: root });
  for (const file of [
    'apps/platform/src/main.ts',
    'apps/gateway/src/decide/decision-point.ts',
    'core/policy/src/decide.ts',
  ]) {
    const config = (await eslint.calculateConfigForFile(file)) as {
      rules: Record<string, readonly unknown[]>;
    };
    const selectors = (config.rules['no-restricted-syntax'] ?? []) as readonly { selector?: string }[];
    for (const { selector } of placeSelectors)
      assert.ok(
        selectors.some((one) => one.selector === selector),
        `${file}: ${selector}`,
      );
  }
});
