/** Names the member that stands twice in one object of a JSON text that is known to parse; for the refusal's message only. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

export function findDuplicateKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let last: string | undefined;
  for (const [lexeme] of text.matchAll(token)) {
    if (lexeme === '{') open.push(new Set());
    else if (lexeme === '[') open.push(undefined);
    else if (lexeme === '}' || lexeme === ']') open.pop();
    else if (lexeme === ':' && last !== undefined) {
      const name = JSON.parse(last) as string;
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
    last = lexeme.startsWith('"') ? lexeme : undefined;
  }
  return undefined;
}
