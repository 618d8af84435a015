/** Help pages hold no markup of their author's, no script, and links lead inside the console or over https. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpHref, renderHelp } from './help-pages.ts';

test('the first heading is the title and the rest is the page', () => {
  const { title, html } = renderHelp('# Keys & tenants\n\nText.\n\n## Next part\n');
  assert.equal(title, 'Keys & tenants');
  assert.match(html, /<h2 id="next-part">Next part<\/h2>/);
  assert.ok(!html.includes('<h1'));
});

test('raw HTML, scripts and images are shown as text or dropped', () => {
  const { html } = renderHelp(
    '# T\n\n<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> b\n\n![alt](x.png)\n\n[go](javascript:alert(1))\n',
  );
  assert.ok(!/<script|<img|javascript:/i.test(html), html);
  assert.match(html, /&lt;script&gt;/);
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
