/**
 * Judges the end of an export: the closing note must say the very size and digest of all that came before, bear the journal
 * key's one signature, and be the last thing in the file.
 */
import { closingLine, formatClosing } from './export-format.ts';
import type { BadBecause, CheckName } from './export-report.ts';
import type { ExportKeys, ExportWalk } from './export-walk.ts';
import { claimsKey, parseNote, verifyNote } from './signed-note.ts';

export async function verifyClosing(walk: ExportWalk, keys: ExportKeys): Promise<void> {
  const start = await walk.peekWhole('its closing note');
  if (start === undefined) return;
  const find = (check: CheckName, line: number, why: BadBecause, detail: string) =>
    walk.verdict.find({ check, stream: null, seq: null, line, why, detail });
  if (start.text !== closingLine) {
    walk.lost = true;
    find('closing', start.number, 'malformed', 'here the closing note should stand');
    return;
  }
  const expected = formatClosing(walk.bytes, walk.digestHex());
  let raw = '';
  for (let i = 0; i < 5; i++) {
    if ((await walk.peekWhole('the end of its closing note')) === undefined) return;
    raw += `${(await walk.reader.next())?.text ?? '\u0000'}\n`;
  }
  const note = parseNote(raw);
  const signed =
    note?.signatures.length === 1 && note.signatures.every((line) => claimsKey(line, keys.journal));
  if (
    note === undefined ||
    !signed ||
    (await verifyNote(note, keys.journal, walk.crypto.verifyEd25519)) !== 'verified'
  ) {
    find('closing', start.number, 'unsigned', 'the closing note does not bear the journal key’s signature');
  } else if (note.text !== expected && !walk.verdict.cutOff) {
    find(
      'closing',
      start.number,
      'edited',
      'something before the closing note was changed after it was signed',
    );
  }
  walk.verdict.check(
    'closing',
    null,
    note?.text === expected && walk.verdict.broke('closing', null) === undefined,
    expected.split('\n')[2] ?? '',
  );
  const after = await walk.reader.peek();
  if (after !== undefined) find('end', after.number, 'inserted', 'there is more after the closing note');
  walk.verdict.check('end', null, after === undefined, `${walk.line + 5} lines`);
}
