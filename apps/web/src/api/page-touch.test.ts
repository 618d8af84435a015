/** An open tab that nobody touches must not keep a session from going idle, and one that somebody touches must. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchTouches } from './page-touch.ts';

const background = { 'gamut-background': '1' };

test('only what follows a touch is told as use of the session, each touch until a request has arrived', () => {
  const page = new EventTarget();
  const touch = watchTouches(page);
  const ask = (arrives = true): Readonly<Record<string, string>> => {
    const { headers, answered } = touch.beginRequest();
    if (arrives) answered();
    return headers;
  };
  assert.deepEqual(ask(false), {}, 'the page was opened');
  assert.deepEqual(ask(), {}, 'and the first request got lost');
  for (let n = 0; n < 3; n++) assert.deepEqual(ask(), background);
  for (const kind of ['pointerdown', 'keydown', 'wheel']) {
    page.dispatchEvent(new Event(kind));
    assert.deepEqual(ask(), {}, kind);
    assert.deepEqual(ask(), background, kind);
  }
  for (const kind of ['focus', 'visibilitychange', 'pointermove']) {
    page.dispatchEvent(new Event(kind));
    assert.deepEqual(ask(), background, `${kind} is no touch`);
  }
});

test('a touch while a request is under way is told by the next one', () => {
  const page = new EventTarget();
  const touch = watchTouches(page);
  const first = touch.beginRequest();
  page.dispatchEvent(new Event('keydown'));
  first.answered();
  assert.deepEqual(touch.beginRequest().headers, {});
});
