/** Help pages hold no markup of their author's, and links lead inside the console or over https. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpHref, plainText, renderHelp, type HelpNode } from './help-nodes.ts';

const tagsIn = (nodes: readonly HelpNode[]): string[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node.tag, ...tagsIn(node.children)]));

test('the first heading is the title and the rest is the page', () => {
  const { title, nodes } = renderHelp('# Keys & tenants\n\nText with `code` & *stress*.\n\n## Next part\n');
  assert.equal(title, 'Keys & tenants');
  assert.deepEqual(nodes.at(-1), { tag: 'h2', id: 'next-part', children: ['Next part'] });
  assert.equal(plainText(nodes), 'Text with code & stress.Next part');
});

test('lists, tables and code keep their structure', () => {
  const { nodes } = renderHelp(
    '- a\n- b\n\n| x | y |\n|---|---|\n| 1 | `<b>` |\n\n```sh\nnpx gamut verify FILE\n```\n',
  );
  assert.deepEqual(tagsIn(nodes), [
    'ul',
    'li',
    'li',
    'table',
    'thead',
    'tr',
    'th',
    'th',
    'tbody',
    'tr',
    'td',
    'td',
    'code',
    'pre',
    'code',
  ]);
  assert.ok(plainText(nodes).includes('<b>'));
});

test('raw HTML, scripts and images are text', () => {
  const { nodes } = renderHelp(
    '# T\n\n<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> b ![alt](x.png) [go](javascript:alert(1))\n',
  );
  assert.deepEqual(new Set(tagsIn(nodes)), new Set(['p']));
  assert.match(plainText(nodes), /<script>alert\(1\)<\/script>/);
});

test('links between pages stay in the console, others need https', () => {
  assert.equal(helpHref('./security.md#secrets-at-rest'), '/help/security#secrets-at-rest');
  assert.equal(helpHref('tenancy.md'), '/help/tenancy');
  assert.equal(helpHref('https://c2sp.org/tlog-checkpoint'), 'https://c2sp.org/tlog-checkpoint');
  for (const href of [
    '../SECURITY.md',
    'http://example.org',
    'javascript:x',
    '//evil.example',
    'data:text/html,x',
  ])
    assert.equal(helpHref(href), undefined, href);
});
