/** WCAG 2.2: every text pair of the tokens has contrast ≥ 4.5:1, control edges and focus ≥ 3:1, in both themes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function colours(start: RegExp): Map<string, string> {
  const from = css.search(start);
  const block = from < 0 ? '' : css.slice(from, css.indexOf('}', from));
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['canvas', 'surface', 'sunken', 'selected'];
const textPairs = [
  ...grounds.flatMap((ground) => ['ink', 'ink-2', 'act'].map((text) => [text, ground] as const)),
  ...['canvas', 'surface', 'sunken'].flatMap((ground) =>
    ['ink-3', 'wait', 'degrade', 'block', 'proof'].map((text) => [text, ground] as const),
  ),
  ...['wait', 'degrade', 'block', 'proof'].flatMap((tone) =>
    [tone, 'ink', 'ink-2'].map((text) => [text, `${tone}-bg`] as const),
  ),
  ['on-act', 'act'] as const,
];

for (const [theme, start] of [
  ['light', /:root\s*\{\s*color-scheme:\s*light/],
  ['dark', /:root\[data-theme=['"]?dark/],
] as const) {
  const palette = colours(start);
  const of = (name: string): string => {
    const value = palette.get(name);
    assert.ok(value, `${theme} has no --${name}`);
    return value;
  };

  test(`every text pair of the ${theme} theme has contrast of at least 4.5:1`, () => {
    const poor = textPairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(of(text), of(ground)) }))
      .filter(({ ratio }) => ratio < 4.5);
    assert.deepEqual(poor, []);
  });

  test(`edges of controls and the focus ring of the ${theme} theme have contrast of at least 3:1`, () => {
    const poor = ['canvas', 'surface', 'sunken']
      .flatMap((ground) =>
        ['rule-strong', 'focus'].map((edge) => ({ edge, ground, ratio: contrast(of(edge), of(ground)) })),
      )
      .filter(({ ratio }) => ratio < 3);
    assert.deepEqual(poor, []);
  });
}

test('the theme a system asks for is the theme a person can choose', () => {
  const chosen = colours(/:root\[data-theme=['"]?dark/);
  const asked = colours(/@media \(prefers-color-scheme: dark\)/);
  assert.ok(chosen.size > 20);
  assert.deepEqual([...asked], [...chosen]);
});
