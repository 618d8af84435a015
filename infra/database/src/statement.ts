/**
 * What a store may send: one statement of data, never one that changes the session. The check is made once per text, and the
 * same text keeps one prepared name, so that each connection parses it once.
 */
const dataWords = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES)\b/i;
const namedMax = 2_000;

export interface StatementNames {
  /** The prepared name, or undefined when so many texts are known that this one is sent unnamed. @throws TypeError when the text may not be sent */
  nameOf(text: string): string | undefined;
}

export function createStatementNames(): StatementNames {
  const names = new Map<string, string>();
  return {
    nameOf(text) {
      const known = names.get(text);
      if (known !== undefined) return known;
      assertData(text);
      if (names.size >= namedMax) return undefined;
      const name = `g${names.size + 1}`;
      names.set(text, name);
      return name;
    },
  };
}

function assertData(text: string): void {
  // a value that only turns into a text would be another one for each who asks it; a NUL ends a text on the wire
  if (typeof text !== 'string' || text.includes('\0'))
    throw new TypeError('a statement is a text without NUL');
  if (dataWords.test(text)) return;
  const word = text.trim().split(/\s/, 1)[0]?.slice(0, 20) ?? '';
  throw new TypeError(
    `a transaction takes SELECT, INSERT, UPDATE, DELETE, MERGE, WITH or VALUES, not ${JSON.stringify(word)}`,
  );
}
