/**
 * Where the rows of a text end: at every line end that Unicode or a program knows, and inside of a line at whatever records are told apart
 * by (a semicolon, a tab, a bar, a closing tag, a comma between quotes or brackets) unless a header above says that those are columns.
 * Text in which nobody can tell rows counts as one for each 500 characters. Linear.
 */
export interface Piece {
  /** With what it ends in: the pieces make the text. */
  readonly text: string;
  /** A row, a line of JSON, or more of a row that is too long for one. */
  readonly makes: 'row' | 'json' | 'more';
}

export const rowCharsMax = 500;
const columnsMax = 32;
const line = /[^\n\r\v\f\x1c-\x1f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1f\x85\u2028\u2029]|$)/g;
/** A comma after a bracket, but for one that redaction has put there. */
const between =
  /[;；\u037e؛|｜¦‖\t•●▪‣·]|\\[nr]|<(?=\/|br|li|tr|p|dt|dd|hr|option)|["'”’]\s*,\s*(?=["'“‘])|(?<!\[(?:redacted|masked):[a-z0-9_ ]{1,64})[}\]]\s*,|\)\s*,\s*(?=\()/gi;

/** @param isJson a line that is JSON by itself is not taken apart here */
export function piecesOf(text: string, isJson: (line: string) => boolean): Piece[] {
  const lines = (text.match(line) ?? []).filter((one) => one !== '');
  const isTable = hasHeader(lines);
  return lines.flatMap((one): Piece[] =>
    isJson(one) ? [{ text: one, makes: 'json' }] : (isTable ? [one] : apart(one)).flatMap(lengths),
  );
}

/** The first line names columns, and every other has as many. */
function hasHeader(lines: readonly string[]): boolean {
  const filled = lines.filter((one) => one.trim() !== '');
  const [header = '', ...rows] = filled;
  const columns = header.match(between)?.length ?? 0;
  return (
    rows.length > 0 &&
    columns > 0 &&
    columns < columnsMax &&
    /^[\p{L}\p{M}_\s"'.;|\t,()/-]+$/u.test(header) &&
    rows.every((row) => (row.match(between)?.length ?? 0) === columns)
  );
}

function apart(one: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: sign } of one.matchAll(between)) {
    pieces.push(one.slice(from, index + sign.length));
    from = index + sign.length;
  }
  // what ends in a sign ends a row there, and begins none
  const rest = one.slice(from);
  if (rest.trim() !== '' || pieces.length === 0) return [...pieces, rest];
  return [...pieces.slice(0, -1), `${pieces.at(-1)}${rest}`];
}

function lengths(piece: string): Piece[] {
  const parts: Piece[] = [{ text: piece.slice(0, rowCharsMax), makes: 'row' }];
  for (let from = rowCharsMax; from < piece.length; from += rowCharsMax)
    parts.push({ text: piece.slice(from, from + rowCharsMax), makes: 'more' });
  return parts;
}
