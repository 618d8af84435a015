/** Letters that look alike are one letter, digits of any script are digits, and what shows nothing is not there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldLetters, spaceInvisible } from './fold-letters.ts';

for (const [script, letters, latin] of [
  ['Cyrillic', 'авсԁеѐһніїјкӏмо', 'abcdeehhiijklmo'],
  ['Cyrillic', 'рԛгѕтухѵԝӡ', 'pqrstyxvwz'],
  ['Greek', 'αβεηικνορτυχωϳ', 'abenikvoptuxwj'],
  ['Greek', 'ϲϹaϲ', 'ccac'],
  ['small capitals', 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  ['Latin', 'ɡıłøÉǅﬁⅧ', 'giloedzfiviii'],
  ['capitals of another script', 'АВСΑΒ', 'abcab'],
  ['digits', '１２٠١٢٩०९𝟎𝟗𝟘𝟡𑱐𑱙꘠꘩', '12012909' + '09090909'],
  ['signs', 'a。b', 'a.b'],
] as const)
  test(`what passes for Latin letters is read as those: ${script} ${letters}`, () =>
    assert.equal(foldLetters(letters), latin));

test('letters that look like no other stay what they are', () => {
  assert.equal(foldLetters('σжд'), 'σжд');
  assert.equal(foldLetters('AbC 1'), 'abc 1');
});

test('what shows nothing is left out, or a blank where two values may meet there', () => {
  for (const nothing of ['\u200b', '\u00ad', '\u2060', '\u2800', '\ufe0f']) {
    assert.equal(foldLetters(`x${nothing}y`), 'xy');
    assert.equal(spaceInvisible(`x${nothing}y`), 'x y');
  }
  assert.equal(foldLetters('x\u0301'), 'x');
  assert.equal(spaceInvisible('x\u0301é'), 'x\u0301é');
});
